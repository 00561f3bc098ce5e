package dev.lambdasweep.driver.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.model.ModelFile;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.driver.config.DimensionSpec;
import dev.lambdasweep.driver.config.LearningRateSection;
import dev.lambdasweep.driver.config.ScheduleName;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.refine.Standings;
import dev.lambdasweep.driver.refine.Standings.Standing;
import dev.lambdasweep.driver.results.Estimate;
import dev.lambdasweep.driver.results.Plan;
import dev.lambdasweep.driver.results.ResultsStore;
import dev.lambdasweep.driver.results.SqlValues;
import dev.lambdasweep.driver.results.TrialKey;
import dev.lambdasweep.driver.results.TrialRow;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.TestDetail;
import dev.lambdasweep.driver.trial.Trial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What the page's script draws, as JSON; report.js says what each field is for by using it. */
final class PageData {
  /** Measurements of curves that a page holds, about 60 bytes each. */
  private static final int MOST_CURVE_POINTS = 40_000;

  private static final int MOST_TESTED = 40;
  private static final int IMAGE_SIDE = 32;
  private static final int IMAGE_INPUTS = 3 * IMAGE_SIDE * IMAGE_SIDE;
  private static final List<String> FIGURES =
      List.of(
          "valid_accuracy",
          "valid_loss",
          "train_accuracy",
          "train_loss",
          "test_accuracy",
          "test_loss");
  private static final List<String> CIFAR10 =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
  private static final MathContext DIGITS = new MathContext(5);
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ResultsStore store;
  private int curvePointsLeft = MOST_CURVE_POINTS;
  private int curvesLeftOut;

  private PageData(ResultsStore store) {
    this.store = store;
  }

  /**
   * All of a page.
   *
   * @param sweeps parents before their children; the last is what the page is about
   * @param title of the page
   * @param version of this program
   */
  static ObjectNode of(ResultsStore store, List<Reported> sweeps, String title, String version) {
    PageData page = new PageData(store);
    Reported last = sweeps.get(sweeps.size() - 1);
    ObjectNode node = NODES.objectNode();
    node.put("title", title);
    node.put("swept", Sentences.swept(last));
    node.put("answer", Sentences.answer(last));
    node.put("version", version);
    node.put("made", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    node.put("confidence", SqlValues.readable(100 * (1 - last.standings().level())));
    node.put(
        "tests",
        sweeps.stream()
            .filter(sweep -> sweep.standings().comparisons() > 0)
            .reduce((earlier, later) -> later)
            .map(sweep -> tests(sweep.standings()))
            .orElse(""));
    ArrayNode array = node.putArray("sweeps");
    // the page's own sweep first, so that its curves are the last to be left out
    List<ObjectNode> nodes = new ArrayList<>();
    for (int i = sweeps.size() - 1; i >= 0; i--) {
      nodes.add(0, page.sweep(sweeps.get(i)));
    }
    nodes.forEach(array::add);
    node.put("curvesLeftOut", page.curvesLeftOut);
    return node;
  }

  private static String tests(Standings standings) {
    return standings.tests().stream()
            .sorted()
            .map(
                test ->
                    switch (test) {
                      case MC_NEMAR -> "McNemar's exact test, image by image";
                      case PAIRED_T -> "paired t-test over repeats";
                    })
            .collect(Collectors.joining("; "))
        + (standings.comparisons() > 1 ? ", corrected by Holm for the number of comparisons" : "")
        + ", level "
        + SqlValues.readable(standings.level());
  }

  private ObjectNode sweep(Reported sweep) {
    ObjectNode node = NODES.objectNode();
    node.put("id", sweep.sweep().id().text());
    node.put("name", sweep.sweep().name());
    node.put("kind", sweep.sweep().kind().word());
    ArrayNode searched = node.putArray("searched");
    sweep.config().sweep().dimensions().stream()
        .map(DimensionSpec::hyperparameter)
        .forEach(hyperparameter -> searched.add(hyperparameter.column()));
    if (searched.isEmpty()) {
      searched.add("lambda");
    }
    node.set("points", points(sweep));
    node.set("groups", groups(sweep));
    node.set("tested", tested(sweep));
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

  private ArrayNode points(Reported sweep) {
    Map<Integer, List<TrialRow>> byPoint = new TreeMap<>();
    sweep
        .rows()
        .forEach(
            row ->
                byPoint.computeIfAbsent(row.key().number(), absent -> new ArrayList<>()).add(row));
    Map<Integer, Standing> standings = new LinkedHashMap<>();
    Map<Integer, Integer> ranks = new LinkedHashMap<>();
    for (Standing standing : sweep.standings().points()) {
      standings.put(standing.point().number(), standing);
      ranks.put(standing.point().number(), ranks.size() + 1);
    }
    Map<Integer, ObjectNode> nodes = new TreeMap<>();
    // in the order of the ranks, as the curves of the best are kept first
    List<Integer> numbers = new ArrayList<>(ranks.keySet());
    byPoint.keySet().stream().filter(number -> !ranks.containsKey(number)).forEach(numbers::add);
    for (int number : numbers) {
      ObjectNode node = point(sweep, byPoint.get(number));
      if (standings.containsKey(number)) {
        node.put("rank", ranks.get(number));
        node.put("tied", standings.get(number).isTied());
        standings.get(number).p().ifPresent(p -> node.put("p", p));
      }
      nodes.put(number, node);
    }
    ArrayNode array = NODES.arrayNode();
    nodes.values().forEach(array::add);
    return array;
  }

  private ObjectNode point(Reported sweep, List<TrialRow> rows) {
    TrialRow first = rows.get(0);
    List<TrialRow> complete = rows.stream().filter(TrialRow::isComplete).toList();
    ObjectNode node = NODES.objectNode();
    node.put("number", first.key().number());
    node.put("n", complete.size());
    node.put("failed", rows.size() - complete.size());
    ObjectNode parameters = node.putObject("parameters");
    first
        .parameters()
        .forEach(
            (column, value) -> {
              if (value instanceof Number number) {
                parameters.put(column, number.doubleValue());
              } else {
                parameters.put(column, String.valueOf(value));
              }
            });
    ObjectNode figures = node.putObject("figures");
    for (String figure : FIGURES) {
      List<Double> values =
          complete.stream().flatMap(row -> row.figure(figure).stream().boxed()).toList();
      if (!values.isEmpty()) {
        Estimate estimate = Estimate.of(values, sweep.standings().level());
        ObjectNode one = figures.putObject(figure);
        one.put("mean", estimate.mean());
        if (estimate.n() > 1) {
          one.put("low", estimate.low());
          one.put("high", estimate.high());
        }
      }
    }
    if (complete.size() == 1) {
      complete.get(0).figure("valid_accuracy_se").ifPresent(se -> node.put("se", se));
    }
    node.put(
        "seconds",
        rows.stream()
            .mapToDouble(row -> row.execution().trainSeconds() + row.execution().evaluateSeconds())
            .sum());
    ArrayNode states = node.putArray("states");
    rows.stream()
        .map(
            row ->
                row.isComplete()
                    ? row.ending().state().name()
                    : row.ending().state() + " " + row.ending().failReason())
        .distinct()
        .forEach(states::add);
    node.set("curves", curves(sweep, rows));
    cycle(sweep.config().with(values(sweep, first))).ifPresent(cycle -> node.put("cycle", cycle));
    return node;
  }

  private static Map<String, Object> values(Reported sweep, TrialRow row) {
    return sweep.plans().stream()
        .flatMap(plan -> plan.trials().stream())
        .filter(trial -> trial.number() == row.key().number())
        .map(trial -> trial.point().values())
        .findFirst()
        .orElse(Map.of());
  }

  /** Updates of a cycle of the learning rate, if it has any. */
  private static Optional<Integer> cycle(SweepConfig at) {
    LearningRateSection rate = at.training().learningRate();
    return rate.schedule() == ScheduleName.TRIANGULAR
        ? Optional.of(2 * rate.stepSize())
        : Optional.empty();
  }

  private ArrayNode curves(Reported sweep, List<TrialRow> rows) {
    ArrayNode array = NODES.arrayNode();
    for (TrialRow row : rows) {
      List<CurvePoint> curve = sweep.curves().getOrDefault(row.key(), List.of());
      if (curve.size() > curvePointsLeft) {
        curvesLeftOut++;
      } else if (!curve.isEmpty()) {
        curvePointsLeft -= curve.size();
        array.add(curve(curve));
      }
    }
    return array;
  }

  private static ObjectNode curve(List<CurvePoint> curve) {
    ObjectNode node = NODES.objectNode();
    ArrayNode updates = node.putArray("update");
    curve.forEach(point -> updates.add(point.update()));
    column(node, "rate", curve, CurvePoint::learningRate);
    column(node, "t_loss", curve, CurvePoint::trainLoss);
    column(node, "t_cost", curve, CurvePoint::trainCost);
    column(node, "t_accuracy", curve, CurvePoint::trainAccuracy);
    column(node, "v_loss", curve, CurvePoint::validLoss);
    column(node, "v_cost", curve, CurvePoint::validCost);
    column(node, "v_accuracy", curve, CurvePoint::validAccuracy);
    return node;
  }

  /** To five digits, which is more than a chart shows. */
  private static void column(
      ObjectNode node, String name, List<CurvePoint> curve, ToDoubleFunction<CurvePoint> of) {
    ArrayNode array = node.putArray(name);
    for (CurvePoint point : curve) {
      double value = of.applyAsDouble(point);
      if (Double.isFinite(value)) {
        array.add(new BigDecimal(value).round(DIGITS).doubleValue());
      } else {
        array.addNull();
      }
    }
  }

  /** What trained together, where and when. */
  private static ArrayNode groups(Reported sweep) {
    Map<TrialKey, TrialRow> rows = new LinkedHashMap<>();
    sweep.rows().forEach(row -> rows.put(row.key(), row));
    ArrayNode array = NODES.arrayNode();
    for (Plan plan : sweep.plans()) {
      for (List<Integer> group : plan.groups()) {
        // a resumed sweep may have trained parts of a group at other times
        Map<Instant, List<TrialRow>> together = new TreeMap<>();
        for (int index : group) {
          TrialRow row = rows.get(TrialKey.of(plan.trials().get(index)));
          if (row != null) {
            together
                .computeIfAbsent(row.execution().startedAt(), absent -> new ArrayList<>())
                .add(row);
          }
        }
        together.values().forEach(members -> array.add(group(members)));
      }
    }
    return array;
  }

  private static ObjectNode group(List<TrialRow> members) {
    TrialRow first = members.get(0);
    ObjectNode node = NODES.objectNode();
    node.put("start", first.execution().startedAt().toEpochMilli());
    node.put(
        "seconds",
        members.stream()
            .mapToDouble(row -> row.execution().trainSeconds() + row.execution().evaluateSeconds())
            .sum());
    String host = first.execution().host().isEmpty() ? "lost" : first.execution().host();
    node.put("place", host + ", executor " + first.execution().executor());
    node.put(
        "trials",
        members.stream()
            .map(
                row ->
                    row.key().number()
                        + (row.key().repeat() > 0 ? " (repeat " + row.key().repeat() + ")" : ""))
            .collect(Collectors.joining(", ")));
    return node;
  }

  private ArrayNode tested(Reported sweep) {
    ArrayNode array = NODES.arrayNode();
    int best =
        sweep.standings().points().isEmpty()
            ? -1
            : sweep.standings().points().get(0).point().number();
    sweep.details().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .limit(MOST_TESTED)
        .forEach(
            entry -> {
              TrialKey key = entry.getKey();
              TestDetail detail = entry.getValue();
              ObjectNode node = array.addObject();
              node.put("trial", key.number());
              node.put("repeat", key.repeat());
              node.put("best", key.number() == best && key.repeat() == 0);
              node.put("text", text(sweep, key));
              ArrayNode classes = node.putArray("classes");
              if (detail.confusion().size() == CIFAR10.size() && isCifar10(sweep)) {
                CIFAR10.forEach(classes::add);
              }
              ArrayNode confusion = node.putArray("confusion");
              detail.confusion().forEach(row -> row.forEach(confusion.addArray()::add));
              detail.probabilities().forEach(node.putArray("probabilities")::add);
              detail.correctProbabilities().forEach(node.putArray("correct")::add);
              weights(sweep, key).forEach(node.putArray("weights")::add);
            });
    return array;
  }

  private static boolean isCifar10(Reported sweep) {
    return sweep.plans().get(0).origin().dataDescription().startsWith("CIFAR-10");
  }

  private static String text(Reported sweep, TrialKey key) {
    return sweep.rows().stream()
        .filter(row -> row.key().equals(key))
        .findFirst()
        .map(
            row ->
                sweep.config().sweep().dimensions().stream()
                    .map(dimension -> dimension.hyperparameter().column())
                    .filter(row.parameters()::containsKey)
                    .map(
                        column -> column + " = " + SqlValues.readable(row.parameters().get(column)))
                    .collect(Collectors.joining(", ")))
        .orElse("");
  }

  /** The rows of W of a network of one layer, as bytes of an image each; none for others. */
  private List<String> weights(Reported sweep, TrialKey key) {
    boolean isOneLayer =
        sweep.plans().stream()
            .flatMap(plan -> plan.trials().stream())
            .filter(trial -> TrialKey.of(trial).equals(key))
            .map(Trial::point)
            .anyMatch(point -> sweep.config().with(point.values()).network().hidden().isEmpty());
    if (!isOneLayer) {
      return List.of();
    }
    try {
      String name = ResultsStore.modelName(sweep.sweep().id(), key);
      return store.read(name).stream()
          .map(bytes -> ModelFile.read(bytes, name).network())
          .filter(network -> network.spec().inputs() == IMAGE_INPUTS)
          .flatMap(network -> images(network).stream())
          .toList();
    } catch (UserException e) {
      return List.of(); // a damaged model is no reason to have no page
    }
  }

  private static List<String> images(Network network) {
    Matrix weights = network.layers().get(0).weights();
    List<String> images = new ArrayList<>();
    for (int i = 0; i < weights.rows(); i++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < weights.columns(); j++) {
        low = Math.min(low, weights.at(i, j));
        high = Math.max(high, weights.at(i, j));
      }
      byte[] bytes = new byte[weights.columns()];
      for (int j = 0; j < bytes.length; j++) {
        double share = high > low ? (weights.at(i, j) - low) / (high - low) : 0.5;
        bytes[j] = (byte) Math.round(255 * share);
      }
      images.add(Base64.getEncoder().encodeToString(bytes));
    }
    return images;
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A plan's configuration is JSON", e);
    }
  }
}
