package dev.lambdasweep.driver.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.scripts.Script.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The calls of spark-submit by scripts/sweep, observed by a substitute that prints its arguments.
 */
class SweepIT {
  private static final List<String> FIRST =
      List.of(
          "--class",
          "dev.lambdasweep.driver.SweepApp",
          "--properties-file",
          Script.projectFile("conf/spark-defaults.conf").toString(),
          "--load-spark-defaults");
  private static final String JAR =
      Script.projectFile("sweep-driver/target/lambda-sweep.jar").toString();

  @TempDir Path directory;
  private Script script;

  @BeforeEach
  void printWhatSparkSubmitIsGiven() throws Exception {
    Path submit = directory.resolve("spark home/bin/spark-submit");
    Files.createDirectories(submit.getParent());
    Files.writeString(
        submit,
        "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\necho \"$SPARK_SUBMIT_OPTS\" >&2\nexit 130\n");
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    script =
        Script.named("sweep", directory)
            .with("SPARK_HOME", directory.resolve("spark home").toString());
  }

  @Test
  void refusesADriverThatSparkWouldRestart() {
    assertThat(script.run("--deploy-mode", "cluster", "--supervise", "run", "x.conf"))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot run with --supervise: a driver that Spark restarts would start another sweep"
                    + " (leave it out; scripts/sweep resume continues a sweep whose driver was"
                    + " lost)\n"));
  }

  @Test
  void passesArgumentsAfterTheVerbToTheApplication() {
    Ended ended = script.run("sql", "--format", "csv", "SELECT *\tFROM trials");

    assertThat(ended.output().lines().skip(FIRST.size()))
        .containsExactly(JAR, "sql", "--format", "csv", "SELECT *\tFROM trials");
  }

  @Test
  void passesArgumentsBeforeTheVerbToSparkEvenIfAVerbIsAValue() {
    Ended ended =
        script.run(
            "--master",
            "local[1]",
            "-v",
            "--name",
            "run",
            "--conf=spark.a=b",
            "list",
            "--master",
            "x");

    assertThat(ended.output().lines().limit(FIRST.size())).isEqualTo(FIRST);
    assertThat(ended.output().lines().skip(FIRST.size()))
        .containsExactly(
            "--master",
            "local[1]",
            "-v",
            "--name",
            "run",
            "--conf=spark.a=b",
            JAR,
            "list",
            "--master",
            "x");
  }

  @Test
  void leavesHelpToTheApplication() {
    assertThat(script.run("--help").output()).endsWith(JAR + "\n--help\n");
    assertThat(script.run().output()).endsWith(JAR + "\n");
  }

  @Test
  void keepsTheExitCode() {
    assertThat(script.run("list").exitCode()).isEqualTo(130);
  }

  @Test
  void letsTheUsersOptionsOfTheDriverFollowItsOwn() {
    Ended ended = script.with("SPARK_SUBMIT_OPTS", "-Dlog4j2.configurationFile=mine").run("run");

    assertThat(ended.messages())
        .isEqualTo(
            "\"-Dlog4j2.configurationFile=%s\" -Dlog4j2.configurationFile=mine\n"
                .formatted(Script.projectFile("conf/log4j2.properties")));
  }

  @Test
  void refusesUnknownOptions() {
    assertThat(script.run("--results", "elsewhere", "list"))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Invalid option --results before the verb: spark-submit has none of this name (the"
                    + " application's follow the verb)\n"));
    assertThat(script.run("--master"))
        .isEqualTo(new Ended(2, "", "Invalid option --master: it has no value\n"));
  }

  @Test
  void refusesAMasterThatSparkSubmitDoesNotKnow() {
    Ended refused =
        new Ended(
            2,
            "",
            "Invalid --master: here, must be local, local[N], local[N,ATTEMPTS], spark://HOST:PORT, yarn or"
                + " k8s://URL\n");
    assertThat(script.run("--master", "here", "list")).isEqualTo(refused);
    assertThat(script.run("--master=here", "list")).isEqualTo(refused);
    assertThat(script.run("--conf", "spark.master=here", "list")).isEqualTo(refused);
  }

  @Test
  void reportsAnInvalidSparkHome() {
    assertThat(script.with("SPARK_HOME", "/nowhere").run("list"))
        .isEqualTo(
            new Ended(2, "", "Invalid SPARK_HOME: /nowhere, must contain bin/spark-submit\n"));
  }

  @Test
  void reportsAMissingJava() {
    assertThat(script.with("JAVA_HOME", "/nowhere").run("list"))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot run /nowhere/bin/java: Java 17 or newer is needed (set JAVA_HOME)\n"));
  }

  @Test
  void reportsAJavaThatIsTooOld() throws Exception {
    Path java = directory.resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(
        java, "#!/usr/bin/env bash\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(script.with("JAVA_HOME", directory.toString()).run("list"))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Invalid Java 11 (%s): 17 or newer is needed (set JAVA_HOME)\n".formatted(java)));
  }

  @Test
  void namesTheCommandThatBuilds() throws Exception {
    Path copy = directory.resolve("scripts/sweep");
    Files.createDirectories(copy.getParent());
    Files.copy(script.file(), copy);
    Path root = directory.toRealPath();

    assertThat(new Script(copy, directory, script.variables()).run("list"))
        .isEqualTo(
            new Ended(
                2,
                "",
                "Cannot find %s/sweep-driver/target/lambda-sweep.jar; build it first: (cd '%s' && mvn -q -DskipTests"
                        .formatted(root, root)
                    + " package)\n"));
  }
}
