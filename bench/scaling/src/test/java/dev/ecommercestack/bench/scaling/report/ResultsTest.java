package dev.ecommercestack.bench.scaling.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.bench.scaling.sim.TestTraces;
import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.sim.Workload;
import dev.ecommercestack.bench.scaling.sim.Workload.Goal;
import dev.ecommercestack.bench.scaling.sim.Workload.Kafka;
import dev.ecommercestack.bench.scaling.sim.Workload.Pods;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ResultsTest {
  private static final Trace TRACE =
      TestTraces.even(
          new Workload(new Kafka(4, 5, 3), new Goal(30, 1, 4), new Pods(10, 20, 0)), 240, 7);

  @Test
  void aPlotIsADocumentThatNamesTheThreeScalersAndTheUnitOfTime() throws Exception {
    String svg = Plot.of(Match.of(TRACE));
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
    List<Match> matches = List.of(Match.of(TRACE));
    String page = Results.of(matches, List.of(), Crowd.of(List.of(TRACE)));
    assertThat(Results.of(List.of(Match.of(TRACE)), List.of(), Crowd.of(List.of(TRACE))))
        .isEqualTo(page);
    assertThat(page).contains("| test ", "![test](test.svg)", "fewer in ");
  }
}
