package dev.lambdasweep.driver.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.cluster.SparkAccess;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.DataSection;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EarlyDataTest {
  private final AtomicInteger starts = new AtomicInteger();

  /** Spark that cannot start. */
  private final SparkAccess spark =
      () -> {
        starts.incrementAndGet();
        throw new UserException("no Spark");
      };

  @Test
  void readsWhatNeedsNoSpark() {
    SweepData data = begin("source = synthetic, synthetic.training-images = 100").get();

    assertThat(data.summary())
        .isEqualTo("synthetic images (seed 1), 80 training and 20 validation images");
    assertThat(starts).hasValue(0);
  }

  @Test
  void passesOnWhatAnotherThreadHasThrown() {
    Throwable thrown = catchThrowable(() -> begin("source = cifar10, directory = nowhere").get());

    assertThat(thrown)
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read CIFAR-10: there is no directory nowhere (fetch the images with"
                + " scripts/fetch-cifar10, or name the directory that holds data_batch_1.bin)");
    assertThat(callers(thrown)).doesNotContain(EarlyDataTest.class.getName());
  }

  @Test
  void leavesTablesToTheCaller() {
    EarlyData data = begin("source = table, table { path = t.csv, label = y }");
    assertThat(starts).hasValue(0);

    Throwable thrown = catchThrowable(data::get);

    assertThat(thrown).isInstanceOf(UserException.class).hasMessage("no Spark");
    assertThat(callers(thrown)).contains(EarlyDataTest.class.getName(), EarlyData.class.getName());
    assertThat(starts).hasValue(1);
  }

  private EarlyData begin(String data) {
    DataSection section =
        ConfigReader.read(
                "x.conf",
                new StringReader(
                    "sweep.space.lambda = [0.1], training.epochs = 1, data { validation.rows = 20, %s }"
                        .formatted(data)),
                List.of())
            .data();
    return EarlyData.begin(List.of(section), 1, false, new OpenSources(spark));
  }

  private static List<String> callers(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::getClassName).toList();
  }
}
