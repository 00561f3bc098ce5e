package dev.lambdasweep.driver.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lease is held by one driver at a time. The clock is simulated. */
class LeaseTest {
  private static final Instant SINCE = Instant.parse("2026-11-21T10:00:00Z");

  /** Real time, without waiting. */
  private static final Ticker IMPATIENT =
      new Ticker() {
        @Override
        public Duration now() {
          return Ticker.system().now();
        }

        @Override
        public void pause(Duration time) {
          Thread.onSpinWait();
        }
      };

  @TempDir private Path directory;
  private LeaseFiles files;
  private final ManualTicker ticker = new ManualTicker();
  private final List<String> notes = new ArrayList<>();

  /** Simulated time, which passes only while someone waits, and what happens meanwhile. */
  private static final class ManualTicker implements Ticker {
    private Duration now = Duration.ofHours(1);
    private Runnable meanwhile = () -> {};

    @Override
    public Duration now() {
      return now;
    }

    @Override
    public void pause(Duration time) {
      now = now.plus(time);
      meanwhile.run();
    }
  }

  @BeforeEach
  void openTheFolder() throws IOException {
    files = files(LocalFileSystem.getLocal(new Configuration()).getRawFileSystem());
  }

  private LeaseFiles files(org.apache.hadoop.fs.FileSystem system) {
    return new LeaseFiles(
        system, system.makeQualified(new org.apache.hadoop.fs.Path(directory + "/sweeps/one")));
  }

  private Lease take(boolean force) {
    return Lease.take(files, "one", force, notes::add, ticker);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> found = Files.list(directory.resolve("sweeps/one"))) {
      return found.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String here() {
    return "process %d on %s since "
        .formatted(ProcessHandle.current().pid(), ProcessIdentity.current().host());
  }

  private LeaseState stateOf(ProcessIdentity process) {
    return new LeaseState("other", process, files.folder().toString(), SINCE, 0, Set.of());
  }

  private void write(int number, LeaseState state) throws IOException {
    files.makeFolder();
    assertThat(files.create(number, state.text())).isTrue();
  }

  private static ProcessIdentity elsewhere() {
    return new ProcessIdentity("far.example", "me", 77, "1", "boot");
  }

  /** A process of this machine that has ended: it has this one's number but another start time. */
  private static ProcessIdentity ended() {
    ProcessIdentity current = ProcessIdentity.current();
    return new ProcessIdentity(current.host(), current.user(), current.pid(), "1", current.boot());
  }

  @Test
  void isAFileWhileADriverWorks() throws IOException {
    try (Lease lease = take(false)) {
      lease.requireHeld();
      assertThat(names()).containsExactly("lease-0.json");
      assertThat(LeaseState.of(files.read().get(0)).orElseThrow().process())
          .isEqualTo(ProcessIdentity.current());
    }
    assertThat(names()).isEmpty();
    assertThat(notes).isEmpty();
  }

  @Test
  void refusesASecondDriver() {
    try (Lease first = take(false)) {
      assertThatThrownBy(() -> take(false))
          .isInstanceOf(UserException.class)
          .message()
          .startsWith("Cannot continue one: another driver is at work on it, " + here())
          .endsWith("Z (wait until it ends, stop it, or take over with resume --force)");
      first.renew();
      first.requireHeld();
    }
    take(false).close();
  }

  @Test
  void continuesAtOnceIfTheProcessIsGone() throws IOException {
    write(0, stateOf(ended()));
    Duration before = ticker.now();
    try (Lease lease = take(false)) {
      lease.requireHeld();
      assertThat(ticker.now()).isEqualTo(before);
      assertThat(notes).isEmpty();
      assertThat(names()).containsExactly("lease-1.json");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void waitsForTheLeaseOfAnotherMachineToExpire() throws IOException {
    write(3, stateOf(elsewhere()));
    Duration before = ticker.now();
    try (Lease lease = take(false)) {
      lease.requireHeld();
      assertThat(ticker.now().minus(before)).isEqualTo(LeaseObserver.EXPIRY);
      assertThat(names()).containsExactly("lease-4.json");
    }
    assertThat(notes)
        .containsExactly(
            "one: another driver may be at work on it, process 77 on far.example since"
                + " 2026-11-21T10:00:00Z; waiting up to 15 s for it to renew its lease");
  }

  @Test
  void refusesOnceAnotherMachineRenewsItsLease() throws IOException {
    LeaseState state = stateOf(elsewhere());
    write(0, state);
    ticker.meanwhile = () -> replace(0, state.renewed());

    assertThatThrownBy(() -> take(false))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot continue one: another driver is at work on it, process 77 on far.example"
                + " since 2026-11-21T10:00:00Z (wait until it ends, stop it, or take over with"
                + " resume --force)");
    assertThat(names()).containsExactly("lease-0.json");
  }

  private void replace(int number, LeaseState state) {
    try {
      files.replace(number, state.text());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aTornLeaseExpires() throws IOException {
    files.makeFolder();
    assertThat(files.create(0, "{ \"own")).isTrue();
    Duration before = ticker.now();
    take(false).close();
    assertThat(ticker.now().minus(before)).isEqualTo(LeaseObserver.EXPIRY);
    assertThat(notes)
        .containsExactly(
            "one: another driver may be at work on it, one whose lease cannot be read; waiting up"
                + " to 15 s for it to renew its lease");
  }

  @Test
  void theCopyOfARunningDriversLeaseExpires() throws IOException {
    ProcessIdentity current = ProcessIdentity.current();
    write(0, new LeaseState("other", current, "file:/elsewhere", SINCE, 0, Set.of()));
    Duration before = ticker.now();
    take(false).close();
    assertThat(ticker.now().minus(before)).isEqualTo(LeaseObserver.EXPIRY);
  }

  @Test
  void forceTakesItFromADriverAtWorkWhichThenStoresNothing() throws IOException {
    Lease first = take(false);
    List<String> lost = new ArrayList<>();
    first.whenLost(() -> lost.add("lost"));
    try (Lease second = take(true)) {
      assertThat(names()).containsExactly("lease-1.json");
      first.renew();
      assertThat(first.loss()).isPresent();
      assertThatThrownBy(first::requireHeld)
          .isInstanceOf(UserException.class)
          .message()
          .startsWith("Cannot continue one: another driver has taken it over, " + here())
          .endsWith(
              "Z (this driver stores no more rows; scripts/sweep resume trains the remaining trials)");
      first.close();
      second.renew();
      second.requireHeld();
      assertThat(names()).containsExactly("lease-1.json");
    }
  }

  @Test
  void aRenewalThatCrossesATakeoverGivesWay() throws IOException {
    Lease first = take(false);
    String text = files.read().get(0);
    try (Lease second = take(true)) {
      // the first looked before the second came, and wrote after it
      assertThat(files.create(0, text)).isTrue();
      second.renew();
      second.requireHeld();
      first.renew();
      assertThat(first.loss()).isPresent();
      first.close();
      assertThat(names()).containsExactly("lease-1.json");
    }
  }

  @Test
  void aClaimThatIsAboutToWithdrawDisturbsNoDriver() throws IOException {
    try (Lease lease = take(false)) {
      write(1, stateOf(elsewhere()));
      lease.renew();
      lease.requireHeld();
    }
  }

  @Test
  void ofManyThatFollowADeadDriverAtOnceOneWins() throws Exception {
    for (int round = 0; round < 5; round++) {
      write(0, stateOf(ended()));
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        List<Callable<String>> drivers =
            IntStream.range(0, 8).<Callable<String>>mapToObj(i -> this::attempt).toList();
        List<String> outcomes = new ArrayList<>();
        for (Future<String> outcome : threads.invokeAll(drivers)) {
          outcomes.add(outcome.get());
        }
        assertThat(outcomes).containsOnlyOnce("held").hasSize(8);
        assertThat(outcomes.stream().distinct()).hasSize(2);
        assertThat(names()).hasSize(1);
        files.delete(files.read().firstKey());
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private String attempt() {
    try {
      Lease.take(files, "one", false, message -> {}, IMPATIENT).requireHeld();
      return "held";
    } catch (UserException e) {
      assertThat(e).hasMessageContaining("another driver is at work on it, " + here());
      return "refused";
    }
  }

  @Test
  void renewalDoesNotMakeAFolderThatWasRemoved() throws IOException {
    try (Lease lease = take(false)) {
      files.files().delete(files.folder().getParent(), true);
      lease.renew();
      lease.requireHeld();
      assertThat(directory.resolve("sweeps")).doesNotExist();

      files.makeFolder();
      lease.renew();
      assertThat(names()).containsExactly("lease-0.json");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void isLostOnceItCouldNotBeRenewedForLongerThanItLasts() throws IOException {
    Failing failing = new Failing();
    failing.initialize(java.net.URI.create("file:///"), new Configuration());
    LeaseFiles unreliable = files(failing);
    try (Lease lease = Lease.take(unreliable, "one", false, notes::add, ticker)) {
      failing.fails = true;
      ticker.pause(Duration.ofSeconds(14));
      lease.renew();
      lease.requireHeld();
      ticker.pause(Duration.ofSeconds(1));
      assertThatThrownBy(lease::requireHeld)
          .isInstanceOf(UserException.class)
          .hasMessage(
              "Cannot continue one: its lease cannot be renewed, the disk is away (this driver"
                  + " stores no more rows; scripts/sweep resume trains the remaining trials)");
    }
  }

  /** A file system that cannot be reached for a while. */
  private static final class Failing extends RawLocalFileSystem {
    private boolean fails;

    @Override
    public org.apache.hadoop.fs.FileStatus[] listStatus(org.apache.hadoop.fs.Path folder)
        throws IOException {
      if (fails) {
        throw new IOException("the disk is away");
      }
      return super.listStatus(folder);
    }
  }

  @Test
  void worksOnAFileSystemThatOnlyHadoopKnows() throws IOException {
    files = files(LocalFileSystem.getLocal(new Configuration()));
    try (Lease lease = take(false)) {
      lease.renew();
      assertThat(LeaseState.of(files.read().get(0)).orElseThrow().counter()).isEqualTo(1);
      assertThatThrownBy(() -> take(false)).isInstanceOf(UserException.class);
      try (Lease forced = take(true)) {
        lease.renew();
        assertThat(lease.loss()).isPresent();
        forced.requireHeld();
      }
      files.files().delete(files.folder(), true);
    }
    assertThat(directory.resolve("sweeps/one")).doesNotExist();
  }

  @Test
  void anObserverSeesWhetherADriverWorks() throws IOException {
    LeaseObserver observer = new LeaseObserver(files, ticker);
    assertThat(observer.isHeld()).isFalse();
    try (Lease lease = take(false)) {
      assertThat(observer.isHeld()).isTrue();
      assertThat(names()).hasSize(1);
      lease.renew();
      assertThat(observer.isHeld()).isTrue();
    }
    assertThat(observer.isHeld()).isFalse();

    write(0, stateOf(elsewhere()));
    assertThat(observer.isHeld()).isTrue();
    ticker.pause(LeaseObserver.EXPIRY);
    assertThat(observer.isHeld()).isFalse();
    replace(0, stateOf(elsewhere()).renewed());
    assertThat(observer.isHeld()).isTrue();
    replace(0, stateOf(ended()));
    assertThat(observer.isHeld()).isFalse();
  }
}
