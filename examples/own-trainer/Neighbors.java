import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.TrialContext;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Nearest neighbors: the k nearest training rows vote on the class of a row. */
public final class Neighbors implements Trainer {
  @Override
  public String name() {
    return "neighbors";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.whole("k", 5, 1, 1000), Parameter.real("power", 2, 0.1, 10));
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.maximize("valid_accuracy"));
  }

  @Override
  public void train(TrialContext trial) {
    BitSet correct = new BitSet();
    int[] rows = trial.dataset().validation();
    for (int i = 0; i < rows.length; i++) {
      correct.set(i, isRight(trial, trial.dataset().examples(), rows[i]));
      trial.report(i + 1, Map.of("valid_accuracy", correct.cardinality() / (i + 1.0)));
    }
    trial.outcomes(correct); // lets points be compared row by row
    trial.test().ifPresent(test -> trial.report(rows.length, Map.of("test_accuracy", // only in a final sweep
        IntStream.range(0, test.size()).filter(row -> isRight(trial, test, row)).count() / (double) test.size())));
  }

  private static boolean isRight(TrialContext trial, Examples examples, int row) {
    Dataset data = trial.dataset();
    double power = trial.parameters().real("power");
    int[] votes = new int[data.examples().classes()];
    IntStream.of(data.training()).boxed().map(other -> new double[] {distance(data, power, examples, row, other), other})
        .sorted((one, next) -> Double.compare(one[0], next[0])).limit(trial.parameters().whole("k"))
        .forEach(pair -> votes[data.examples().label((int) pair[1])]++);
    return examples.label(row) == IntStream.range(0, votes.length).reduce(0, (a, b) -> votes[b] > votes[a] ? b : a);
  }

  private static double distance(Dataset data, double power, Examples examples, int row, int other) {
    double sum = 0;
    for (int k = 0; k < data.examples().inputs(); k++) {
      double difference = examples.feature(row, k) - data.examples().feature(other, k);
      sum += Double.isNaN(difference) ? 1 : Math.pow(Math.abs(difference / data.standardizer().deviation()[k]), power);
    }
    return sum;
  }
}
