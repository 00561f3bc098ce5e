package dev.lambdasweep.core.train;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.MiniBatches;
import dev.lambdasweep.core.nn.Penalty;
import dev.lambdasweep.core.nn.StackedNetwork;
import dev.lambdasweep.core.nn.Step;
import dev.lambdasweep.core.train.Evaluation.Evaluated;
import java.util.List;
import java.util.function.ObjLongConsumer;

/**
 * The training of a group: K networks of equal shape over the same mini-batches. A network alone is
 * a group of one, on the same path.
 *
 * <p>A member whose loss or weights are no longer finite ends as {@link Ending.Diverged} and takes
 * no other with it; one that takes longer than its limit ends as {@link Ending.TimedOut}. A
 * training is a function of its description, its members and the data, time limits aside.
 */
public final class Training implements AutoCloseable {
  /** Images looked at together in a measurement, unless the mini-batch is larger. */
  private static final int BLOCK = 200;

  private final TrainingSpec spec;
  private final Dataset data;
  private final MiniBatches batches;
  private final StackedNetwork stack;
  private final List<MemberState> members;
  private final List<Penalty> penalties;
  private final int[] curveSample;
  private int update;

  /** A training before its first update. */
  public Training(TrainingSpec spec, List<Member> members, Dataset data) {
    require(!members.isEmpty(), "Invalid members: %s, must not be empty", members);
    this.spec = spec;
    this.data = data;
    if (spec.batching().flipProbability() > 0 && !data.examples().areImages()) {
      throw UserException.of(
          "Cannot flip examples of shape %s: they are no images of channels, rows and columns"
              + " (set the probability of flips to 0)",
          data.examples().shape());
    }
    this.batches = new MiniBatches(data.training(), spec.batching(), spec.seed());
    this.stack =
        new StackedNetwork(
            members.stream().map(Member::initial).toList(),
            Math.max(BLOCK, spec.batching().size()));
    this.members = members.stream().map(member -> new MemberState(member.optimizer())).toList();
    this.penalties = members.stream().map(member -> member.optimizer().penalty()).toList();
    this.curveSample = data.sample(spec.curveImages());
  }

  /** Trains to the end and measures what came of it; a result a member, in their order. */
  public List<MemberRun> run() {
    advance(spec.updates());
    return finish();
  }

  /**
   * Trains until so many updates are done in all; a training can be left here and taken up again.
   *
   * @param until at most the updates of the description
   */
  public void advance(int until) {
    require(
        until <= spec.updates(), "Invalid until: %s, must be at most %s", until, spec.updates());
    double[] losses = new double[members.size()];
    while (update < until && anyRuns()) {
      long start = System.nanoTime();
      batches.seek(update);
      stack.gather(
          data.examples(), data.standardizer(), batches.indices(), batches.from(), batches.to());
      stack.update(steps(), losses);
      update++;
      endDiverged(losses);
      share(start, MemberState::addTrainNanos);
      endLate();
      if (update % spec.curveEvery() == 0 && update < spec.updates()) {
        measureCurve();
      }
    }
  }

  private List<Step> steps() {
    return members.stream().map(member -> member.optimizer.stepAt(update)).toList();
  }

  /** Frees what is held outside of Java's heap; what came of the members stays. */
  @Override
  public void close() {
    stack.close();
  }

  /** Measures every member that still runs on all images, and tells how each one ended. */
  private List<MemberRun> finish() {
    if (anyRuns()) {
      List<Evaluated> validation = measureCurve();
      List<Evaluated> training = evaluate(data.training());
      for (int k = 0; k < members.size(); k++) {
        if (members.get(k).runs()) {
          end(k, trained(k, training.get(k), validation.get(k)));
        }
      }
    }
    return members.stream().map(member -> member.run(batches.updatesPerEpoch())).toList();
  }

  private Ending trained(int k, Evaluated training, Evaluated validation) {
    return training.measures().isFinite()
        ? new Ending.Trained(
            stack.member(k), training.measures(), validation.measures(), validation.correct())
        : new Ending.Diverged(update);
  }

  /** Adds a point to every curve, ends whom it shows to have diverged; gives the validation's. */
  private List<Evaluated> measureCurve() {
    List<Evaluated> validation = evaluate(data.validation());
    List<Evaluated> training = evaluate(curveSample);
    double epoch = (double) update / batches.updatesPerEpoch();
    for (int k = 0; k < members.size(); k++) {
      if (members.get(k).runs()) {
        Measures train = training.get(k).measures();
        Measures valid = validation.get(k).measures();
        double rate = members.get(k).optimizer.rateAt(update - 1);
        members.get(k).curve.add(new CurvePoint(update, epoch, rate, train, valid));
        if (!train.isFinite() || !valid.isFinite()) {
          end(k, new Ending.Diverged(update));
        }
      }
    }
    return validation;
  }

  private List<Evaluated> evaluate(int[] indices) {
    long start = System.nanoTime();
    List<Evaluated> evaluated =
        Evaluation.evaluate(stack, penalties, data.examples(), data.standardizer(), indices);
    share(start, MemberState::addEvaluateNanos);
    return evaluated;
  }

  private void endDiverged(double[] losses) {
    for (int k = 0; k < losses.length; k++) {
      if (members.get(k).runs() && !Double.isFinite(losses[k])) {
        end(k, new Ending.Diverged(update));
      }
    }
  }

  private void endLate() {
    for (int k = 0; k < members.size(); k++) {
      MemberState member = members.get(k);
      if (member.runs() && member.seconds() > spec.secondsLimit()) {
        end(k, new Ending.TimedOut(update, member.seconds()));
      }
    }
  }

  private void end(int k, Ending how) {
    members.get(k).end(how, update);
    stack.silence(k);
  }

  private boolean anyRuns() {
    for (MemberState member : members) {
      if (member.runs()) {
        return true;
      }
    }
    return false;
  }

  /** Shares the time since a start among the members that run. */
  private void share(long start, ObjLongConsumer<MemberState> account) {
    int running = 0;
    for (MemberState member : members) {
      running += member.runs() ? 1 : 0;
    }
    long part = (System.nanoTime() - start) / Math.max(1, running);
    for (MemberState member : members) {
      if (member.runs()) {
        account.accept(member, part);
      }
    }
  }
}
