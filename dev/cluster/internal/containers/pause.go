package containers

import (
	"archive/tar"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

// nobody is the user that holds a pod's namespaces open.
const nobody = "65535:65535"

// PauseImage is the image that holds a pod's namespaces open, made of one static program.
type PauseImage struct {
	image v1.Image
	name  string
}

// NewPauseImage makes the image from the program's file, to be kept in the registry at host:port.
func NewPauseImage(program, registry string) (PauseImage, error) {
	content, err := os.ReadFile(program)
	if err != nil {
		return PauseImage{}, fmt.Errorf("make the pause image: %w", err)
	}
	image, err := oneProgram(content)
	if err != nil {
		return PauseImage{}, fmt.Errorf("make the pause image: %w", err)
	}
	digest, err := image.Digest()
	if err != nil {
		return PauseImage{}, fmt.Errorf("make the pause image: %w", err)
	}
	const shortDigest = 12
	return PauseImage{image: image, name: registry + "/localkube/pause:" + digest.Hex[:shortDigest]}, nil
}

// Name is the image's full name. It changes when the program does.
func (p PauseImage) Name() string { return p.name }

// Push brings the image into the registry, unless it is there.
func (p PauseImage) Push(ctx context.Context) error {
	reference, err := name.ParseReference(p.name, name.Insecure)
	if err != nil {
		return fmt.Errorf("push the pause image: %w", err)
	}
	// Nothing between here and the registry: a proxy for the internet can't reach it.
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = nil
	options := []remote.Option{remote.WithContext(ctx), remote.WithTransport(transport)}
	if _, err := remote.Head(reference, options...); err == nil {
		return nil
	}
	if err := remote.Write(reference, p.image, options...); err != nil {
		return fmt.Errorf("push the pause image: %w", err)
	}
	return nil
}

func oneProgram(content []byte) (v1.Image, error) {
	var layer bytes.Buffer
	writer := tar.NewWriter(&layer)
	if err := writer.WriteHeader(&tar.Header{Name: "pause", Mode: 0o755, Size: int64(len(content)), Typeflag: tar.TypeReg}); err != nil {
		return nil, err
	}
	if _, err := writer.Write(content); err != nil {
		return nil, err
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	packed, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(layer.Bytes())), nil
	})
	if err != nil {
		return nil, err
	}
	image, err := mutate.AppendLayers(empty.Image, packed)
	if err != nil {
		return nil, err
	}
	file, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	file = file.DeepCopy()
	file.OS, file.Architecture = "linux", runtime.GOARCH
	file.Config = v1.Config{Entrypoint: []string{"/pause"}, User: nobody}
	return mutate.ConfigFile(image, file)
}
