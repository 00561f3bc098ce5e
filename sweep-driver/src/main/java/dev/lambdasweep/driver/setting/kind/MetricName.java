package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigValue;
import dev.lambdasweep.core.trainer.Metric;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name of a metric with dashes: {@code valid-accuracy}. Which ones there are depends on the
 * trainer.
 */
public record MetricName() implements ValueKind<String> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]*");

  /** The name of a metric as a file has it. */
  public static String of(Metric metric) {
    return metric.name().replace('_', '-');
  }

  /** The name of a metric in results. */
  public static String column(String name) {
    return name.replace('-', '_');
  }

  @Override
  public String convert(ConfigValue value) throws Unfit {
    if (!Hocon.isScalar(value)) {
      throw new Unfit("the name of a metric");
    }
    return Hocon.text(value);
  }

  @Override
  public Optional<String> broken(String value) {
    return FORM.matcher(value).matches() ? Optional.empty() : Optional.of("the name of a metric");
  }
}
