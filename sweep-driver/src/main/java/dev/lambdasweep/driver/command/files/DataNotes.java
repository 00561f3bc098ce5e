package dev.lambdasweep.driver.command.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.LabelColumn;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.driver.setting.kind.Hocon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code data.json}: what the data files contain. */
final class DataNotes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DataNotes() {}

  static void write(Path directory, Dataset data, List<PartOfRows> parts) throws IOException {
    Optional<LabelColumn> label = data.examples().schema().map(TableSchema::label);
    Map<String, Object> notes = new LinkedHashMap<>();
    notes.put("task", Hocon.kebab(data.examples().task()));
    notes.put("classes", data.examples().classes());
    label.ifPresent(
        column -> {
          notes.put("class_names", column.classes());
          notes.put("label", column.name());
        });
    notes.put("shape", data.examples().shape());
    notes.put("columns", RowColumns.of(data.examples()).inputs());
    notes.put("weighted", data.examples().targets().areWeighted());
    Map<String, Integer> rows = new LinkedHashMap<>();
    parts.forEach(part -> rows.put(part.name(), part.size()));
    notes.put("rows", rows);
    Files.write(directory.resolve("data.json"), JSON.writeValueAsBytes(notes));
  }
}
