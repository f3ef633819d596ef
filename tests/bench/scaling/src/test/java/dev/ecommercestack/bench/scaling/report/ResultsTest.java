package dev.ecommercestack.bench.scaling.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.bench.scaling.keda.KedaSettings;
import dev.ecommercestack.bench.scaling.sim.TestTraces;
import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.sim.Workload;
import dev.ecommercestack.bench.scaling.sim.Workload.Goal;
import dev.ecommercestack.bench.scaling.sim.Workload.Kafka;
import dev.ecommercestack.bench.scaling.sim.Workload.Pods;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ResultsTest {
  private static final Trace TRACE =
      TestTraces.even(
          new Workload(new Kafka(4, 5, 3), new Goal(30, 1, 4), new Pods(10, 20, 0)), 240, 7);

  @Test
  void aPlotIsADocumentThatNamesTheThreeScalersAndTheUnitOfTime() throws Exception {
    String svg = Plot.of(match());
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getDocumentElement().getTextContent())
        .contains("drain time (ours): ", "KEDA, tuned: ", "KEDA, defaults: ", "minutes")
        .contains("drain time 30 s");
  }

  @Test
  void thePageIsTheSameEachTimeAndEveryRowHasItsPlot() {
    String page = Results.of(report());
    assertThat(Results.of(report())).isEqualTo(page);
    assertThat(page)
        .contains("| test ", "![test](test.svg)", "fewer in ", "| drawn ", "| baseline formula |");
  }

  private static Report report() {
    Crowd crowd = Crowd.of(List.of(TRACE));
    SequencedMap<String, Crowd> draws = new LinkedHashMap<>(Map.of("drawn", crowd));
    Contestants contestants = Contestants.of(new LinkedHashMap<>(Map.of("test", List.of(TRACE))));
    return new Report(
        List.of(match()), List.of(), List.of(), draws, crowd, contestants, contestants);
  }

  private static Match match() {
    return Match.of(TRACE, KedaSettings.coarseGrid(TRACE.workload()));
  }
}
