package dev.lambdasweep.driver.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/configuration.md is written from the table of settings and from reference.conf. To write it:
 *
 * <pre>mvn test -pl worker-core,sweep-driver -Dtest=ConfigurationPageTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true</pre>
 */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");

  /** Keys that contain other keys, by the section that they end. */
  private static final Map<String, List<String>> NOT_IN_THE_TABLE =
      Map.of(
          "sweep", List.of(Settings.SPACE, Settings.POINTS),
          "trainer", List.of(Settings.PARAMETERS));

  private static final Config REFERENCE = ConfigFactory.parseResources("reference.conf");

  @Test
  void agreesWithTheTableOfSettings() throws IOException {
    String page = page();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page);
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Configuration reference

            Every key of a sweep's file, with its default. A key with a short name is a hyperparameter: it can be a
            dimension of `sweep.space`, under its full or its short name, and has a column in the view `trials`.
            How a file is written: [Describing a search](search.md). This page is generated from
            [reference.conf](../sweep-driver/src/main/resources/reference.conf) and the table of settings.
            """);
    String section = "";
    for (Setting<?> setting : Settings.all()) {
      String first = setting.path().substring(0, setting.path().indexOf('.'));
      if (!first.equals(section)) {
        NOT_IN_THE_TABLE.getOrDefault(section, List.of()).forEach(path -> page.append(forms(path)));
        section = first;
        page.append("\n## ").append(section);
        page.append(
            "\n\n| key | default | short name | column | meaning |\n|---|---|---|---|---|\n");
      }
      page.append(
          "| `%s` | `%s` | %s | %s | %s |%n"
              .formatted(
                  setting.path(),
                  value(setting.path()).render(ConfigRenderOptions.concise()),
                  code(setting.shortName()),
                  code(setting.column()),
                  String.join(" ", comments(setting.path())).replace("|", "\\|")));
    }
    return page.toString();
  }

  private static String forms(String path) {
    return "\n`"
        + path
        + "`:\n\n"
        + comments(path).stream().map(line -> "    " + line).collect(Collectors.joining("\n"))
        + "\n";
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static List<String> comments(String path) {
    return value(path).origin().comments().stream()
        .map(line -> line.startsWith(" ") ? line.substring(1) : line)
        .toList();
  }

  private static ConfigValue value(String path) {
    ConfigValue value = REFERENCE.root();
    for (String part : ConfigUtil.splitPath(path)) {
      value = ((ConfigObject) value).get(part);
    }
    return value;
  }
}
