// Explores the results from jshell; nothing trains. From the project's root:
//
//   jshell notebooks/explore.jsh
//
// rows(sql) runs a query of Spark SQL over the views and gives a list of maps, column to text; show(sql) prints a table.
// The directory of the results is that of the environment variable RESULTS, else results.

import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.stream.*;

String results = System.getenv().getOrDefault("RESULTS", "results")

String sql(String format, String query) throws Exception {
  var process = new ProcessBuilder("scripts/sweep", "sql", "--results", results, "--format", format, query)
      .redirectError(ProcessBuilder.Redirect.INHERIT).start();
  String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  if (process.waitFor() != 0) throw new IllegalArgumentException(query);
  return text;
}

List<Map<String, String>> rows(String query) throws Exception {
  List<String> lines = sql("csv", query).lines().toList();
  String[] columns = lines.get(0).split(",", -1);
  return lines.stream().skip(1).map(line -> {
    String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1); // not at commas between quotes
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.length; i++) row.put(columns[i], cells[i]);
    return row;
  }).collect(Collectors.toList());
}

void show(String query) throws Exception { System.out.print(sql("table", query)); }

// The sweeps that are there, and the best trial of each.
show("SELECT name, kind, planned, completed, failed FROM sweeps ORDER BY created_at")
show("SELECT name, max_by(lambda, valid_accuracy) AS best_lambda, max(valid_accuracy) AS accuracy FROM trials WHERE state = 'COMPLETE' GROUP BY name ORDER BY accuracy DESC")

// Accuracy against lambda of the newest search, a bar each.
for (var row : rows("SELECT lambda, valid_accuracy FROM trials WHERE sweep = (SELECT max_by(sweep, created_at) FROM sweeps WHERE kind = 'search') AND state = 'COMPLETE' ORDER BY lambda")) {
  double accuracy = Double.parseDouble(row.get("valid_accuracy"));
  System.out.printf(Locale.ROOT, "%-10.3g %.4f %s%n", Double.parseDouble(row.get("lambda")), accuracy, "#".repeat((int) (60 * accuracy)));
}
