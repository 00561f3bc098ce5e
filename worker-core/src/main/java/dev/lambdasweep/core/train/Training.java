package dev.lambdasweep.core.train;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.MiniBatches;
import dev.lambdasweep.core.nn.StackedNetwork;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.optim.Step;
import dev.lambdasweep.core.train.Evaluation.Evaluated;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * The training of a group: K networks of equal shape over the same mini-batches. A single network
 * is a group of one and takes the same path.
 *
 * <p>A member whose loss or weights are no longer finite ends with {@link Ending.Cause#DIVERGED}
 * and leaves the stack; the others continue with the same bits. Each member is charged 1/K of the
 * group's time until it ends, no matter how many others have ended; members that exceed the time
 * limit end with TIMEOUT. Apart from time limits, a training is a function of its description, its
 * members and the data.
 */
public final class Training implements AutoCloseable {
  /** Number of images measured together, unless the mini-batch is larger. */
  private static final int BLOCK = 200;

  /** Bytes of a checkpoint before the numbers of its network: the update, and seconds. */
  private static final int HEADER = Integer.BYTES + 2 * Double.BYTES;

  private final TrainingSpec spec;
  private final Dataset data;
  private final LongSupplier nanoClock;
  private final MiniBatches batches;
  private final StackedNetwork stack;
  private final List<MemberState> members;
  private final int[] curveSample;
  private final CurveObserver observer;
  private List<MemberState> running; // the stack's members, in its order
  private List<Step> steps; // theirs
  private int update;
  private long trainNanos;
  private long evaluateNanos;

  /** A training before its first update. */
  public Training(TrainingSpec spec, List<Member> members, Dataset data) {
    this(spec, members, data, CurveObserver.NONE);
  }

  /** A training before its first update whose curves are followed while it runs. */
  public Training(TrainingSpec spec, List<Member> members, Dataset data, CurveObserver observer) {
    this(spec, members, data, observer, System::nanoTime);
  }

  /** A training whose members' seconds are measured by the given clock. */
  Training(
      TrainingSpec spec,
      List<Member> members,
      Dataset data,
      CurveObserver observer,
      LongSupplier nanoClock) {
    require(!members.isEmpty(), "Invalid members: %s, must not be empty", members);
    this.spec = spec;
    this.data = data;
    this.nanoClock = nanoClock;
    this.observer = observer;
    if (spec.batching().flipProbability() > 0 && !data.examples().areImages()) {
      throw UserException.of(
          "Cannot flip examples of shape %s: they are not images of channels, rows and columns"
              + " (set the probability of flips to 0)",
          data.examples().shape());
    }
    this.batches = new MiniBatches(data.training(), spec.batching(), spec.seed());
    this.stack =
        new StackedNetwork(
            members.stream().map(Member::initial).toList(),
            Math.max(BLOCK, spec.batching().size()));
    this.members = members.stream().map(member -> new MemberState(member.optimizer())).toList();
    this.running = this.members;
    this.steps = steps();
    this.curveSample = data.sample(spec.curveImages());
  }

  /** Trains to the end and measures the networks; returns one result per member, in their order. */
  public List<MemberRun> run() {
    advance(spec.updates());
    return finish();
  }

  /**
   * Trains until the given total number of updates; a training can be paused here and continued
   * later.
   *
   * @param until total number of updates, at most that of the description
   * @throws CancellationException if the calling thread is interrupted; it stays so
   */
  public void advance(int until) {
    require(
        until <= spec.updates(), "Invalid until: %s, must be at most %s", until, spec.updates());
    double[] losses = new double[members.size()];
    IntPredicate isFinite = k -> Double.isFinite(losses[k]);
    IntPredicate isInTime = k -> seconds(running.get(k)) <= spec.secondsLimit();
    Function<MemberState, Ending> diverged = member -> diverged();
    Function<MemberState, Ending> timedOut = this::timedOut;
    while (update < until && !running.isEmpty()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted after %d updates".formatted(update));
      }
      long start = nanoClock.getAsLong();
      batches.seek(update);
      stack.gather(
          data.examples(), data.standardizer(), batches.indices(), batches.from(), batches.to());
      stack.update(steps, update, losses);
      update++;
      trainNanos += nanoClock.getAsLong() - start;
      endUnless(isFinite, diverged);
      endUnless(isInTime, timedOut);
      if (update % spec.curveEvery() == 0 && update < spec.updates()) {
        measureCurve();
      }
    }
  }

  /**
   * The state of a member between two updates, for {@link #restore}.
   *
   * @param member index of the member among those that the training began with
   * @param mostBytes most bytes that it may have
   * @return empty if it is larger, or if the member has ended early
   */
  public Optional<byte[]> checkpoint(int member, int mostBytes) {
    MemberState state = members.get(member);
    int k = running.indexOf(state);
    if (k < 0 || mostBytes == 0) {
      return Optional.empty();
    }
    long size = bytes(k, state);
    if (size > mostBytes) {
      return Optional.empty();
    }
    byte[] bytes = new byte[(int) size];
    ByteBuffer target = buffer(bytes);
    target.putInt(update);
    target.putDouble(trainSeconds(state));
    target.putDouble(evaluateSeconds(state));
    stack.write(k, state.step, target);
    return Optional.of(bytes);
  }

  /**
   * Continues where other trainings of these members were, whatever the groups that they were in:
   * with the bits of a training that was never interrupted.
   *
   * @param checkpoints states by {@link #checkpoint}, one per member, all of the same update
   * @throws IllegalArgumentException if they are of other members, or not of one update
   */
  public void restore(List<byte[]> checkpoints) {
    require(update == 0, "Invalid update: %s, must be 0", update);
    require(
        checkpoints.size() == members.size(),
        "Invalid checkpoints: %s, must be one per member, %s",
        checkpoints.size(),
        members.size());
    for (int k = 0; k < members.size(); k++) {
      long bytes = bytes(k, members.get(k));
      require(
          checkpoints.get(k).length == bytes,
          "Invalid checkpoint: %s bytes, must be %s",
          checkpoints.get(k).length,
          bytes);
    }
    int at = buffer(checkpoints.get(0)).getInt();
    for (int k = 0; k < members.size(); k++) {
      restore(k, at, buffer(checkpoints.get(k)));
    }
    update = at;
  }

  private void restore(int k, int at, ByteBuffer source) {
    int its = source.getInt();
    require(its == at, "Invalid checkpoint: of update %s, must be %s, that of the first", its, at);
    require(
        its <= spec.updates(),
        "Invalid checkpoint: of update %s, must be at most %s",
        its,
        spec.updates());
    MemberState member = members.get(k);
    member.trainSecondsBefore = source.getDouble();
    member.evaluateSecondsBefore = source.getDouble();
    stack.read(k, member.step, source);
  }

  /** Bytes of the checkpoint of a member. */
  private long bytes(int k, MemberState member) {
    return HEADER + stack.stateBytes(k, member.step);
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Frees the memory outside Java's heap; the results of the members stay available. */
  @Override
  public void close() {
    stack.close();
  }

  /**
   * Measures every running member, on all images if it has its full length, and ends it; returns
   * the results of all members.
   */
  private List<MemberRun> finish() {
    List<Measured> last = measureCurve();
    List<Evaluated> training =
        spec.isCut() ? last.stream().map(Measured::training).toList() : evaluate(data.training());
    for (int k = 0; k < running.size(); k++) {
      Optional<Trained> trained = trained(k, training.get(k), last.get(k).validation());
      end(running.get(k), trained.isPresent() ? Ending.COMPLETE : diverged(), trained);
    }
    return members.stream().map(MemberState::run).toList();
  }

  private Optional<Trained> trained(int k, Evaluated training, Evaluated validation) {
    return training.measures().isFinite()
        ? Optional.of(
            new Trained(
                stack.member(k), training.measures(), validation.measures(), validation.outcomes()))
        : Optional.empty();
  }

  private Ending diverged() {
    return Ending.failed(
        Ending.Cause.DIVERGED, "a loss or weight was not finite after " + update + " updates");
  }

  private Ending timedOut(MemberState member) {
    return Ending.failed(
        Ending.Cause.TIMEOUT,
        String.format(
            Locale.ROOT,
            "trained for %.1f s, longer than trial-timeout, and stopped after %d updates",
            seconds(member),
            update));
  }

  /**
   * Adds a point to every curve and ends the members whose point shows that they diverged.
   *
   * @return figures of the members that are still running
   */
  private List<Measured> measureCurve() {
    List<Evaluated> validation = evaluate(data.validation());
    List<Evaluated> training = evaluate(curveSample);
    double epoch = (double) update / batches.updatesPerEpoch();
    for (int k = 0; k < running.size(); k++) {
      MemberState member = running.get(k);
      double rate = member.optimizer.rateAt(update - 1);
      CurvePoint point =
          new CurvePoint(
              update, epoch, rate, training.get(k).measures(), validation.get(k).measures());
      member.curve.add(point);
      observer.measured(members.indexOf(member), point);
    }
    List<Integer> kept =
        keep(
            k -> training.get(k).measures().isFinite() && validation.get(k).measures().isFinite(),
            member -> diverged());
    return kept.stream().map(k -> new Measured(training.get(k), validation.get(k))).toList();
  }

  /**
   * Figures of a member at a point of its curve.
   *
   * @param training those on the curve's training images
   * @param validation those on all validation images
   */
  private record Measured(Evaluated training, Evaluated validation) {}

  private List<Evaluated> evaluate(int[] indices) {
    if (running.isEmpty()) {
      return List.of();
    }
    long start = nanoClock.getAsLong();
    List<Penalty> penalties = running.stream().map(member -> member.optimizer.penalty()).toList();
    List<Evaluated> evaluated =
        Evaluation.evaluate(stack, penalties, data.examples(), data.standardizer(), indices);
    evaluateNanos += nanoClock.getAsLong() - start;
    return evaluated;
  }

  /** Like {@link #keep}, but allocates nothing if all pass, as after nearly every update. */
  private void endUnless(IntPredicate test, Function<MemberState, Ending> otherwise) {
    for (int k = 0; k < running.size(); k++) {
      if (!test.test(k)) {
        keep(test, otherwise);
        return;
      }
    }
  }

  /**
   * Keeps the running members whose index passes the test and ends the others, which then cost
   * nothing.
   *
   * @return indices of the kept members
   */
  private List<Integer> keep(IntPredicate test, Function<MemberState, Ending> otherwise) {
    List<Integer> kept = IntStream.range(0, running.size()).filter(test).boxed().toList();
    if (kept.size() < running.size()) {
      IntStream.range(0, running.size())
          .filter(test.negate())
          .mapToObj(running::get)
          .forEach(member -> end(member, otherwise.apply(member), Optional.empty()));
      running = kept.stream().map(running::get).toList();
      steps = steps();
      if (!running.isEmpty()) {
        stack.keep(kept);
      }
    }
    return kept;
  }

  private List<Step> steps() {
    return running.stream().map(member -> member.step).toList();
  }

  private void end(MemberState member, Ending how, Optional<Trained> trained) {
    double epochs = (double) update / batches.updatesPerEpoch();
    member.end(
        new MemberRun(
            how,
            trained,
            update,
            epochs,
            member.curve,
            trainSeconds(member),
            evaluateSeconds(member)));
  }

  /**
   * Seconds that a member has been charged so far, also by the training that this one continues.
   */
  private double seconds(MemberState member) {
    return trainSeconds(member) + evaluateSeconds(member);
  }

  private double trainSeconds(MemberState member) {
    return member.trainSecondsBefore + share(trainNanos);
  }

  private double evaluateSeconds(MemberState member) {
    return member.evaluateSecondsBefore + share(evaluateNanos);
  }

  /** 1/K of the group's time, in seconds: never more than if all members had run to the end. */
  private double share(long nanos) {
    return nanos / 1e9 / members.size();
  }
}
