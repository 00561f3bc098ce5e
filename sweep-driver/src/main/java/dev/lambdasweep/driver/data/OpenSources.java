package dev.lambdasweep.driver.data;

import dev.lambdasweep.core.data.DataSource;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.source.SourceAccess;
import dev.lambdasweep.driver.source.SourceType;
import dev.lambdasweep.driver.source.Sources;
import dev.lambdasweep.driver.table.TableSource;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sources that a sweep reads from, each opened once and each of their parts read once, however
 * many data sets are made of them. Not thread-safe.
 */
public final class OpenSources {
  private final SourceAccess access;
  private final Map<Object, Remembering> sources = new HashMap<>();

  /** No source yet. */
  public OpenSources(SourceAccess access) {
    this.access = access;
  }

  /** A source that reads each of its parts only once, unless the heap becomes full. */
  private record Remembering(DataSource source, Map<List<String>, SoftReference<Examples>> known)
      implements DataSource {
    @Override
    public String description() {
      return source.description();
    }

    @Override
    public Examples read(List<String> parts) {
      SoftReference<Examples> reference = known.get(parts);
      Examples remembered = reference == null ? null : reference.get();
      if (remembered != null) {
        return remembered;
      }
      Examples examples = source.read(parts);
      known.put(List.copyOf(parts), new SoftReference<>(examples));
      return examples;
    }
  }

  /**
   * The source that a section selects.
   *
   * @throws dev.lambdasweep.core.UserException if it cannot be determined which source is there
   */
  public SourceType type(DataSection section) {
    return Sources.of(section.values(), access);
  }

  /** A reader of the source that a section selects; readers of the same rows share a source. */
  public DataReader reader(DataSection section) {
    SourceType type = type(section);
    Object identity = List.of(type.name(), type.identity(section.values()));
    Remembering source =
        sources.computeIfAbsent(
            identity,
            absent -> new Remembering(type.open(section.values(), access), new HashMap<>()));
    Optional<TableSource> table =
        source.source() instanceof TableSource rows ? Optional.of(rows) : Optional.empty();
    return new DataReader(section, type, source, table);
  }
}
