package dev.lambdasweep.driver.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainers in jars of the context class loader. */
class FoundTrainersTest {
  private static final String REPORT = "trial.report(1, Map.of(\"distance\", Math.abs(x - 3)));";

  @TempDir private Path directory;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void restoreClassLoader() throws IOException {
    if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader) {
      loader.close();
    }
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void areChosenByTheirNames() {
    use(good("good"));

    SweepConfig config = read("trainer.name = good\nsweep.space.x = [2]");
    assertThat(config.dimensions()).hasSize(1);
    assertThat(TrainerRegistry.builtIn().trainer("good").getClass().getName()).isEqualTo("Good");
  }

  @Test
  void areListedWhereTheNameIsUnknown() {
    use(good("good"));

    refuses(
        "trainer.name = goof",
        "invalid trainer.name: goof, must be one of network, command, good, or a class in a jar of --jars,"
            + " did you mean good?");
  }

  @Test
  void areRefusedIfTwoHaveOneName() {
    Path first = good("good");
    Path second =
        jar("second")
            .with("Better", TrainerJar.source("Better", "good", REPORT))
            .write("better.jar");
    use(first, second);

    String why =
        "several classes on the class path have this name: Good of %s, Better of %s (leave out all"
            + " but one of them)";
    refuses("trainer.name = good", "invalid trainer.name: good, " + why.formatted(first, second));
    assertThatThrownBy(() -> TrainerRegistry.builtIn().trainer("good"))
        .isInstanceOf(UserException.class)
        .hasMessage("Cannot train with good: " + why.formatted(first, second));
    assertThat(read("training.epochs = 1").trainer()).isEqualTo("network");
  }

  @Test
  void areRefusedIfTwoJarsHaveDifferentVersionsOfAClass() {
    Path first = good("first");
    Path second =
        jar("second").with("Good", TrainerJar.source("Good", "good", "" + REPORT)).write("v2.jar");
    Path third =
        jar("third")
            .with("Good", TrainerJar.source("Good", "good", "x = x + 1; " + REPORT))
            .write("v3.jar");
    use(first, second);
    assertThat(read("trainer.name = good").trainer()).isEqualTo("good");

    use(first, third);
    refuses(
        "trainer.name = good",
        "invalid trainer.name: good, Good of %s cannot be used: the class path has different versions of it, in %s, %s (leave out all but one of them)"
            .formatted(first, first, third));
  }

  @Test
  void thatCannotBeLoadedAreNamedWhereTheNameIsUnknown() {
    Path needy =
        jar("needy")
            .withClass("Needed", "public class Needed {}")
            .with(
                "Needy",
                TrainerJar.source("Needy", "needy", REPORT)
                    .replace("implements", "extends Needed implements"))
            .without("Needed")
            .write("needy.jar");
    Path later =
        jar("later")
            .with("Later", TrainerJar.source("Later", "later", REPORT))
            .ofLaterJava("Later")
            .write("later.jar");
    Path throwing =
        jar("throwing")
            .with(
                "Throwing",
                TrainerJar.source("Throwing", "throwing", REPORT)
                    .replace(
                        "Trainer {",
                        "Trainer { public Throwing() { throw new IllegalStateException(\"no"
                            + " GPU\"); }"))
            .write("throwing.jar");
    Path other = jar("other").with("Other", "public class Other {}").write("other.jar");
    Path missing = jar("missing").announcing("gone.Missing").write("missing.jar");
    Path hidden =
        jar("hidden")
            .with(
                "Hidden",
                TrainerJar.source("Hidden", "hidden", REPORT).replace("public class", "class"))
            .write("hidden.jar");
    Path linked =
        jar("linked")
            .with(
                "Linked",
                TrainerJar.source("Linked", "linked", REPORT)
                    .replace("Trainer {", "Trainer { static final int N = 1 / (int) 0L;"))
            .write("linked.jar");
    use(needy, later, throwing, other, missing, hidden, linked, good("good"));

    refuses(
        "trainer.name = needy",
        ("invalid trainer.name: needy, must be one of network, command, good, or a class in a jar of --jars;"
                + " could not load Needy of %s: java.lang.NoClassDefFoundError: Needed, a class"
                + " that it needs is missing (give that jar, too); Later of %s:"
                + " java.lang.UnsupportedClassVersionError: Later has been compiled by a more"
                + " recent version of the Java Runtime (class file version 120.0), this version of"
                + " the Java Runtime only recognizes class file versions up to %s; Throwing of %s:"
                + " its constructor threw java.lang.IllegalStateException: no GPU; Other of %s: it"
                + " does not implement dev.lambdasweep.core.trainer.Trainer; gone.Missing of %s:"
                + " java.lang.ClassNotFoundException: gone.Missing; Hidden of %s: it has no public"
                + " constructor without parameters; Linked of %s: its static initializer threw"
                + " java.lang.ArithmeticException: / by zero")
            .formatted(
                needy,
                later,
                System.getProperty("java.class.version"),
                throwing,
                other,
                missing,
                hidden,
                linked));
    assertThat(read("trainer.name = good").trainer()).isEqualTo("good");
    assertThatThrownBy(() -> TrainerRegistry.builtIn().trainer("needy"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(
            "Cannot train with needy: it is not on the class path; could not load Needy of ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"network", "command"})
  void mayNotHaveTheNameOfABuiltInOne(String name) {
    use(jar("taken").with("Taken", TrainerJar.source("Taken", name, REPORT)).write("taken.jar"));

    assertThat(read("training.epochs = 1").trainer()).isEqualTo("network");
    assertThat(FoundTrainers.on(Thread.currentThread().getContextClassLoader()).trainer(name))
        .isEmpty();
  }

  @Test
  void areRefusedIfTheyCannotBeUsed() {
    Path jar =
        jar("bad")
            .with(
                "Mute",
                TrainerJar.source("Mute", "mute", REPORT)
                    .replace("List.of(Metric.minimize(\"distance\"))", "List.of()"))
            .with(
                "Clash",
                TrainerJar.source("Clash", "clash", REPORT)
                    .replace("\"x\", 1, 0, 10", "\"data-source\", 1, 0, 10"))
            .with("Shouting", TrainerJar.source("Shouting", "LOUD", REPORT))
            .write("bad.jar");
    use(jar);

    refuses(
        "trainer.name = mute",
        ("invalid trainer.name: mute, Mute of %s cannot be used: it measures nothing by which"
                + " trials could be ranked (declare a metric in metrics(), and report it)")
            .formatted(jar));
    refuses(
        "trainer.name = clash",
        ("invalid trainer.name: clash, Clash of %s cannot be used: its parameter data-source has"
                + " the name of data.source (rename the parameter)")
            .formatted(jar));
    refuses(
        "trainer.name = LOUD",
        ("invalid trainer.name: LOUD, Shouting of %s cannot be used: its name must be lower case"
                + " letters, digits and single dashes")
            .formatted(jar));
  }

  private Path good(String folder) {
    return jar(folder).with("Good", TrainerJar.source("Good", "good", REPORT)).write("good.jar");
  }

  private TrainerJar jar(String folder) {
    return TrainerJar.in(directory.resolve(folder));
  }

  private void use(Path... jars) {
    URL[] urls = new URL[jars.length];
    try {
      for (int i = 0; i < jars.length; i++) {
        urls[i] = jars[i].toUri().toURL();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, before));
  }

  private static void refuses(String line, String problem) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read a.conf: 1 problem\n  a.conf:1: %s\n(fix it and try again)", problem);
  }

  private static SweepConfig read(String text) {
    return ConfigReader.read(
        "a.conf", new StringReader(text), List.of(), TrainerRegistry.builtIn().known());
  }
}
