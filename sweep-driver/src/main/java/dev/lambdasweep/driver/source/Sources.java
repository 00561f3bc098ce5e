package dev.lambdasweep.driver.source;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The registry of sources by name. */
public final class Sources {
  /** Value of {@code data.source} that selects the first registered source whose data are there. */
  public static final String AUTO = "auto";

  private static final List<SourceType> ALL =
      List.of(new TableRows(), new Cifar10Files(), new SyntheticImages(), new IdxFiles());

  private Sources() {}

  /** The values of {@code data.source}. */
  public static List<String> names() {
    return Stream.concat(Stream.of(AUTO), ALL.stream().map(SourceType::name)).toList();
  }

  /** The source with this name; empty if there is none, as for {@code auto}. */
  public static Optional<SourceType> named(String name) {
    return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
  }

  /**
   * The source that the settings select.
   *
   * @throws dev.lambdasweep.core.UserException if it cannot be determined which source is there
   */
  public static SourceType of(SettingValues values, SourceAccess access) {
    String name = values.get(Settings.SOURCE);
    if (!names().contains(name)) {
      throw UserException.of(
          "Invalid data.source: %s, must be one of %s", name, String.join(", ", names()));
    }
    return named(name)
        .or(() -> ALL.stream().filter(type -> type.isThere(values, access)).findFirst())
        .orElseThrow();
  }
}
