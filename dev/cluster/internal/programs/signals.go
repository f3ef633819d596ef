package programs

import (
	"os"
	"os/signal"
	"syscall"
)

// stopSignal returns a channel that closes when the process is asked to end.
func stopSignal() <-chan struct{} {
	stop := make(chan struct{})
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-signals
		close(stop)
	}()
	return stop
}
