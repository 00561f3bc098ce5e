package dev.lambdasweep.driver.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.api.TrainerJar;
import dev.lambdasweep.driver.scripts.Script.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trainer in a jar of its own, for all verbs, as from a shell. Each test continues from the last.
 */
@TestMethodOrder(OrderAnnotation.class)
class TrainerJarIT {
  private static final String FILE =
      """
      trainer.name = parabola
      data.directory = images
      sweep { name = first, sampler = random, trials = 4 }
      sweep.space.x = { type = uniform, low = 0, high = 10 }
      """;

  @TempDir private static Path directory;
  private static Sweeps sweeps;
  private static String jar;

  @BeforeAll
  static void compile() {
    sweeps = Sweeps.in(directory).write("a.conf", FILE);
    jar =
        TrainerJar.in(directory.resolve("jar"))
            .withClass("Helper", "public class Helper { static double of(double x) { return x; } }")
            .with(
                "Parabola",
                TrainerJar.source(
                    "Parabola",
                    "parabola",
                    """
                    for (int i = 0; i < 1000; i++) System.out.println("rank trial 9 9 " + "-".repeat(1000));
                    if (x > 9.9) throw new IllegalStateException("too far");
                    if (trial.test().isPresent()) trial.keep("x.txt", String.valueOf(x).getBytes());
                    trial.report(1, Map.of("distance", Math.abs(Helper.of(x) - 3), "root", Math.sqrt(x)));
                    """))
            .write("parabola.jar")
            .toString();
  }

  @Test
  @Order(1)
  void isPlanned() {
    Ended ended = withJar("plan", "a.conf");
    assertThat(ended.messages()).isEmpty();
    assertThat(ended.output())
        .startsWith("first: 4 points, 4 trials in 4 groups, 2 waves on 2 slots\n")
        .endsWith(
            "The numbers of parabola are reproducible only as far as it uses the seed that it is"
                + " given.\n");
  }

  @Test
  @Order(2)
  void isSearchedAndItsOutputIsNoResult() {
    Ended ended = withJar("run", "a.conf");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.output().lines().toList())
        .hasSizeGreaterThan(7)
        .allMatch(line -> !line.contains("9 9 -----"))
        .first()
        .asString()
        .matches("rank  trial +x  distance +seconds  state");
    assertThat(ended.messages()).contains("scripts/sweep --jars " + jar + " refine a.conf ");
    assertThat(ended.messages().lines().filter(line -> line.startsWith("rank trial 9 9 -----")))
        .hasSize(4000);
  }

  @Test
  @Order(3)
  void isExtendedRefinedAndTested() {
    assertThat(withJar("extend", "first", "--trials", "2").exitCode()).isZero();
    Ended refined =
        withJar("refine", "a.conf", "--by-rule", "--from", "first", "sweep.name=second");
    assertThat(refined.exitCode()).isZero();
    Ended tested = withJar("final", "a.conf", "--from", "second", "sweep.name=third");
    assertThat(tested.exitCode()).isZero();
    assertThat(directory.resolve("results/models/" + Sweeps.id(tested) + "/0-0/x.txt")).exists();
    Ended resumed = withJar("resume", "first");
    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.messages()).endsWith("all trials have a row, nothing to train\n");
  }

  @Test
  @Order(4)
  void isReadWithoutTheJar() {
    assertThat(
            sweeps.csv(
                "results",
                "SELECT name, count(x) AS n, min(metrics['distance']) = min(abs(x - 3)) AS a,"
                    + " max(abs(metrics['root'] * metrics['root'] - x)) < 1e-9 AS b FROM trials"
                    + " GROUP BY name ORDER BY 1"))
        .isEqualTo("name,n,a,b\nfirst,6,true,true\nsecond,4,true,true\nthird,1,true,true\n");
    assertThat(sweeps.run("show", "first").output()).contains("rank  trial ");
    assertThat(sweeps.run("report", "first", "--out", "page.html").exitCode()).isZero();
    assertThat(directory.resolve("page.html")).content().contains("\"distance\"", "\"x\"");
  }

  @Test
  @Order(5)
  void isMissedWithOneMessage() {
    Ended run = sweeps.run("run", "a.conf");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).isEmpty();
    assertThat(run.messages())
        .matches(
            "Cannot read a.conf: 1 problem\n"
                + "  a.conf:\\d+: invalid trainer.name: parabola, must be one of network, command,"
                + " or a class in a jar of --jars\n"
                + "\\(fix it and try again\\)\n");
    Ended extended = sweeps.run("extend", "first", "--trials", "1");
    assertThat(extended.exitCode()).isEqualTo(2);
    assertThat(extended.messages())
        .isEqualTo(
            "Cannot train with parabola: it is not on the class path (give its jar with --jars, or"
                + " register it with LambdaSweep.trainer)\n");
  }

  @Test
  @Order(6)
  void parameterThatItDoesNotDeclareIsRefused() {
    Ended ended = withJar("run", "a.conf", "trainer.parameters.y=1");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.messages())
        .contains("unknown key trainer.parameters.y, did you mean trainer.parameters.x?");
  }

  private static Ended withJar(String... arguments) {
    String[] all = new String[arguments.length + 4];
    all[0] = "--master";
    all[1] = "local[2]";
    all[2] = "--jars";
    all[3] = jar;
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return ended(all);
  }

  /** Megabytes of output do not fit into a pipe, so they go through files. */
  private static Ended ended(String... arguments) {
    return sweeps.script().runThroughFiles(arguments);
  }
}
