package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.setting.kind.Real;
import dev.lambdasweep.driver.setting.kind.Texts;
import dev.lambdasweep.driver.setting.kind.Unfit;
import dev.lambdasweep.driver.setting.kind.ValueKind;
import dev.lambdasweep.driver.setting.kind.Whole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The declaration of one parameter of a program, as it was written.
 *
 * @param path full key of the parameter
 * @param written its default, or a section
 * @param problems receives a value and what is wrong with it
 */
record Declaration(String path, ConfigValue written, BiConsumer<ConfigValue, String> problems) {
  private static final String DEFAULT = "default";
  private static final String LOW = "low";
  private static final String HIGH = "high";
  private static final String CHOICES = "choices";
  private static final List<String> PARTS = List.of(DEFAULT, LOW, HIGH, CHOICES);
  private static final Whole ANY = new Whole(Long.MIN_VALUE, Long.MAX_VALUE);
  private static final Real FINITE = Real.between(-Double.MAX_VALUE, Double.MAX_VALUE);

  /** The default of a parameter. */
  static ConfigValue defaultOf(ConfigValue written) {
    return written instanceof ConfigObject section ? section.get(DEFAULT) : written;
  }

  /** The parameter; empty if there is a problem. */
  Optional<Parameter> parameter(String name) {
    if (written instanceof ConfigObject section && !hasKnownParts(section)) {
      return Optional.empty();
    }
    ConfigValue value = defaultOf(written);
    if (value == null || !Hocon.isScalar(value)) {
      problems.accept(
          written,
          "invalid %s: must be a number, a text, true or false, or a section with such a default"
              .formatted(path));
      return Optional.empty();
    }
    Parameter.Kind kind = kind(value);
    try {
      Object defaultValue =
          switch (kind) {
            case REAL -> part(DEFAULT, value, FINITE);
            case WHOLE -> part(DEFAULT, value, ANY);
            case FLAG -> Boolean.valueOf(Hocon.text(value));
            case TEXT -> Hocon.text(value);
          };
      Optional<? extends Number> low = bound(LOW, kind);
      Optional<? extends Number> high = bound(HIGH, kind);
      return Optional.of(
          new Parameter(
              name,
              kind,
              defaultValue,
              low.map(Number::doubleValue).orElse(Double.NEGATIVE_INFINITY),
              high.map(Number::doubleValue).orElse(Double.POSITIVE_INFINITY),
              choices(kind)));
    } catch (Unfit unfit) {
      return Optional.empty(); // reported
    } catch (IllegalArgumentException e) {
      problems.accept(
          written, "invalid %s: %s".formatted(path, e.getMessage().replaceFirst("^Invalid ", "")));
      return Optional.empty();
    }
  }

  private static Parameter.Kind kind(ConfigValue value) {
    if (value.valueType() == ConfigValueType.BOOLEAN) {
      return Parameter.Kind.FLAG;
    }
    if (value.valueType() != ConfigValueType.NUMBER) {
      return Parameter.Kind.TEXT;
    }
    return Hocon.text(value).matches("[+-]?\\d+") ? Parameter.Kind.WHOLE : Parameter.Kind.REAL;
  }

  private boolean hasKnownParts(ConfigObject section) {
    boolean known = true;
    for (Map.Entry<String, ConfigValue> part : section.entrySet()) {
      if (!PARTS.contains(part.getKey())) {
        problems.accept(part.getValue(), Suggestions.unknownPart(path, part.getKey(), PARTS));
        known = false;
      }
    }
    return known;
  }

  private Optional<? extends Number> bound(String name, Parameter.Kind kind) throws Unfit {
    ConfigValue value = section(name);
    if (value == null) {
      return Optional.empty();
    }
    return switch (kind) {
      case REAL -> Optional.of(part(name, value, FINITE));
      case WHOLE -> Optional.of(part(name, value, ANY));
      case TEXT, FLAG -> throw refused(name, value, "left out: the default is no number");
    };
  }

  private List<String> choices(Parameter.Kind kind) throws Unfit {
    ConfigValue value = section(CHOICES);
    if (value == null) {
      return List.of();
    }
    if (kind != Parameter.Kind.TEXT) {
      throw refused(CHOICES, value, "left out: the default is no text");
    }
    return part(CHOICES, value, new Texts(1));
  }

  /** A part of the section; null if it has none, or there is no section. */
  private ConfigValue section(String name) {
    return written instanceof ConfigObject section ? section.get(name) : null;
  }

  private <T> T part(String name, ConfigValue value, ValueKind<T> kind) throws Unfit {
    try {
      return kind.parse(value);
    } catch (Unfit unfit) {
      throw refused(name, value, unfit.rule());
    }
  }

  private Unfit refused(String name, ConfigValue value, String rule) {
    String full = written instanceof ConfigObject ? path + "." + name : path;
    problems.accept(value, Problems.invalid(full, value, rule));
    return new Unfit(rule);
  }
}
