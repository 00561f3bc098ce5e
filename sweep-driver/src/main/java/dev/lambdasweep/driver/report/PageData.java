package dev.lambdasweep.driver.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.sql.FigureText;
import dev.lambdasweep.driver.sql.SqlValues;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The data of a page as JSON, for its script, report.js. */
final class PageData {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final List<Reported> sweeps;
  private final CurveData curves = new CurveData();
  private final TestData tests;

  private PageData(ResultsStore store, List<Reported> sweeps) {
    this.sweeps = sweeps;
    this.tests = new TestData(store);
  }

  /**
   * The data of a page.
   *
   * @param sweeps parents before their children
   * @param subject subject of the page, one of the sweeps
   * @param title title of the page
   * @param version version of this program
   */
  static ObjectNode of(
      ResultsStore store, List<Reported> sweeps, Sweep subject, String title, String version) {
    return new PageData(store, sweeps).page(subject, title, version);
  }

  /** The name of a sweep, or its id if another one of the sweeps has that name. */
  static String label(List<Sweep> sweeps, Sweep sweep) {
    boolean isTaken =
        sweeps.stream()
            .anyMatch(one -> one.name().equals(sweep.name()) && !one.id().equals(sweep.id()));
    return isTaken ? sweep.id().text() : sweep.name();
  }

  private ObjectNode page(Sweep subject, String title, String version) {
    int place = sweeps.stream().map(Reported::sweep).toList().indexOf(subject);
    Reported about = sweeps.get(place);
    ObjectNode node = NODES.objectNode();
    node.put("title", title);
    node.put("swept", Sentences.swept(about));
    node.put("answer", Sentences.answer(about));
    node.put("version", version);
    node.put("made", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    node.put("subject", place);
    node.put("confidence", SqlValues.readable(100 * (1 - about.standings().level())));
    node.put("tests", Sentences.tests(sweeps));
    node.put("caveat", Sentences.caveat(sweeps));
    objective(node.putObject("objective"), about.objective());
    // the subject's before the others', so that its curves are the last to be left out
    ObjectNode first = sweep(about);
    Deque<ObjectNode> nodes = new ArrayDeque<>();
    for (int i = sweeps.size() - 1; i >= 0; i--) {
      nodes.push(i == place ? first : sweep(sweeps.get(i)));
    }
    node.putArray("sweeps").addAll(nodes);
    node.put("curvesLeftOut", curves.leftOut());
    node.put("testsLeftOut", tests.leftOut());
    return node;
  }

  private static void objective(ObjectNode node, Metric objective) {
    node.put("column", objective.name());
    node.put("phrase", FigureText.phrase(objective.name()));
    node.put("test", Sentences.tested(objective));
    node.put("isLowBest", objective.goal() == Metric.Goal.MINIMIZE);
  }

  private ObjectNode sweep(Reported sweep) {
    ObjectNode node = NODES.objectNode();
    node.put("id", sweep.sweep().id().text());
    node.put("label", label(sweeps.stream().map(Reported::sweep).toList(), sweep.sweep()));
    node.put("kind", sweep.sweep().kind().word());
    node.put("repeats", sweep.repeats());
    node.put("folds", sweep.folds());
    ArrayNode searched = node.putArray("searched");
    sweep.searched().forEach(searched::add);
    ArrayNode logarithmic = node.putArray("logarithmic");
    sweep.config().space().dimensions().stream()
        .filter(Dimension::isLogarithmic)
        .forEach(dimension -> logarithmic.add(dimension.hyperparameter().column()));
    ArrayNode linear = node.putArray("linear");
    sweep.config().space().dimensions().stream()
        .filter(dimension -> !dimension.isLogarithmic() && !dimension.isListed())
        .forEach(dimension -> linear.add(dimension.hyperparameter().column()));
    node.set("points", new PointData(sweep, curves).points());
    node.set("search", SearchData.of(sweep));
    node.set("groups", TimeData.groups(sweep));
    node.set("tested", tests.of(sweep));
    node.set("configuration", json(sweep.plans().get(0).configuration()));
    Plan first = sweep.plans().get(0);
    ObjectNode versions = node.putObject("versions");
    versions.put("began", first.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
    versions.put("Lambda Sweep", first.origin().codeVersion());
    versions.put("JDK", first.origin().jdk());
    versions.put("BLAS", first.origin().blas());
    versions.put("data", first.origin().dataDescription());
    versions.put("data SHA-256", first.origin().dataSha256());
    if (!sweep.sweep().parent().isEmpty()) {
      versions.put("parent", sweep.sweep().parent());
    }
    return node;
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A plan's configuration is JSON", e);
    }
  }
}
