package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A results directory that someone removes while a sweep runs. */
class RemovedResultsIT {
  private static final String IMPLEMENTATION = "spark.hadoop.fs.vanishing.impl";

  @TempDir private Path directory;
  private InProcess sweeps;

  @BeforeEach
  void knowTheFileSystem() {
    System.setProperty(IMPLEMENTATION, VanishingFileSystem.class.getName());
    sweeps = InProcess.in(directory);
  }

  @AfterEach
  void forgetTheFileSystem() {
    System.clearProperty(IMPLEMENTATION);
  }

  @Test
  void isRestoredWithAllRowsOfTheRun() {
    sweeps.write("search.conf", "sweep.space.lambda = [0.01, 0.02, 0.03]\nexecution.fuse = 1");
    String rows =
        "SELECT trial, lambda, state, valid_accuracy, valid_loss FROM trials ORDER BY trial";
    assertThat(sweeps.run("run", sweeps.at("search.conf")).exitCode()).isZero();
    List<String> undisturbed = sweeps.csv(rows);
    assertThat(undisturbed).hasSize(4);

    Ended ended = run("run", sweeps.at("search.conf"));

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.messages().lines())
        .containsOnlyOnce(
            "Files of %s were removed from vanishing:%s; those written by this run were restored"
                .formatted(ended.id(), sweeps.at("gone")));
    assertThat(csv(rows)).isEqualTo(undisturbed);
    assertThat(csv("SELECT count(DISTINCT trial) AS n FROM curves")).containsExactly("n", "3");
    assertThat(csv("SELECT planned, completed FROM sweeps"))
        .containsExactly("planned,completed", "3,3");
    assertThat(ended.output()).contains("McNemar's exact test");
  }

  @Test
  void isAnErrorThatNamesTheTrialsWhichCannotBeRestored() {
    sweeps.write("final.conf", "sweep.space.lambda = [0.01]");
    String place = "vanishing:" + sweeps.at("gone");

    Ended ended = run("final", sweeps.at("final.conf"));

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.output()).endsWith("\nsweep " + ended.id() + "\n");
    assertThat(ended.messages())
        .endsWith(
            """
            Cannot find the rows of 1 of 1 trials in %s: they were removed while the sweep ran, \
            along with everything else stored for trials 0 (scripts/sweep resume %s --results %s \
            trains these again)
            """
                .formatted(place, ended.id(), place));
    assertThat(csv("SELECT planned, completed FROM sweeps"))
        .containsExactly("planned,completed", "1,0");

    Ended resumed = sweeps.run("resume", ended.id(), "--results", place);

    assertThat(resumed.exitCode()).isZero();
    assertThat(csv("SELECT planned, completed FROM sweeps"))
        .containsExactly("planned,completed", "1,1");
    assertThat(sweeps.files("gone/models")).hasSize(1);
  }

  private Ended run(String verb, String file) {
    VanishingFileSystem.LEFT.set(1);
    return sweeps.run(verb, file, "--results", "vanishing:" + sweeps.at("gone"));
  }

  private List<String> csv(String query) {
    Ended ended = sweeps.run("sql", "--results", sweeps.at("gone"), "--format", "csv", query);
    assertThat(ended.messages()).isEmpty();
    return ended.output().lines().toList();
  }

  /** A local file system whose results directory vanishes once rows have been stored in it. */
  public static final class VanishingFileSystem extends RawLocalFileSystem {
    /** How many more times it vanishes. */
    static final AtomicInteger LEFT = new AtomicInteger();

    @Override
    public URI getUri() {
      return URI.create("vanishing:///");
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
        throws IOException {
      boolean isRenamed = super.rename(from, to);
      org.apache.hadoop.fs.Path part = to.getParent().getParent();
      if (part.getName().equals("trials") && LEFT.getAndDecrement() > 0) {
        delete(part.getParent(), true);
      }
      return isRenamed;
    }
  }
}
