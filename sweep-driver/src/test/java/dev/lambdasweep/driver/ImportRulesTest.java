package dev.lambdasweep.driver;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportRulesTest {
  private static final String DRIVER = "dev.lambdasweep.driver";

  private static final int MOST_TYPES = 25;

  /** Each may import those before it. */
  private static final List<String> PACKAGES =
      List.of(
          "setting.kind",
          "stopping",
          "setting",
          "search.numeric",
          "space",
          "search.cube",
          "search.gp",
          "search.tpe",
          "search",
          "where",
          "table.row",
          "table.input",
          "table",
          "source",
          "config.text",
          "config",
          "trial",
          "runner",
          "network",
          "command.process",
          "command.metrics",
          "command.files",
          "command",
          "data",
          "predict",
          "cluster",
          "lease",
          "store.column",
          "store.files",
          "store",
          "live",
          "analysis",
          "sql",
          "rung",
          "sweep",
          "report",
          "api",
          "console",
          "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(DRIVER);

  static IntStream packages() {
    return IntStream.range(0, PACKAGES.size() - 1);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageImportsNoneAfterItNorTheRoot(int number) {
    List<String> after = PACKAGES.subList(number + 1, PACKAGES.size());
    noClasses()
        .that()
        .resideInAPackage(DRIVER + "." + PACKAGES.get(number))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Stream.concat(Stream.of(DRIVER), Stream.of(names(after))).toArray(String[]::new))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void noPackageHasMoreThan25Types() {
    Map<String, Long> types =
        CLASSES.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    types.values().removeIf(count -> count <= MOST_TYPES);
    assertThat(types).isEmpty();
  }

  @Test
  void everyClassIsInAPackageOfTheTable() {
    classes()
        .should()
        .resideInAnyPackage(
            Stream.concat(Stream.of(DRIVER), Stream.of(names(PACKAGES))).toArray(String[]::new))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setting.kind",
        "setting",
        "search.numeric",
        "space",
        "search.cube",
        "search.gp",
        "search.tpe",
        "search",
        "stopping",
        "config",
        "trial",
        "runner",
        "network",
        "command",
        "analysis",
        "rung"
      })
  void aSweepIsDescribedTrainedAndRefinedWithoutSpark(String name) {
    noClasses()
        .that()
        .resideInAPackage(DRIVER + "." + name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(CLASSES);
  }

  @Test
  void onlyTheClusterAndWhatHandsItASparkContextKnowSparksJobs() {
    // Partitions hands over the results of a table's partitions as they arrive, which SQL cannot do
    noClasses()
        .that()
        .resideOutsideOfPackages(DRIVER + ".cluster", DRIVER + ".sql", DRIVER + ".api")
        .and()
        .haveNameNotMatching(
            ".*\\.(SweepResources|table\\.Partitions(\\$.*)?|predict\\.PredictRows)")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "org.apache.spark", "org.apache.spark.api..", "org.apache.spark.rdd..")
                // functions of SQL's own data sets
                .and(not(resideInAPackage("org.apache.spark.api.java.function"))))
        .check(CLASSES);
  }

  @Test
  void verbsKnowNoMoreOfSparkThanTheRowsOfATable() {
    // except for the session that reads the results as tables
    noClasses()
        .that()
        .resideInAnyPackage(DRIVER, DRIVER + ".cli")
        .and()
        .haveNameNotMatching(".*\\.ReadingSession")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.apache.spark..")
                .and(not(resideInAPackage("org.apache.spark.sql.types")))
                .and(not(type(Row.class).or(type(RowFactory.class)))))
        .check(CLASSES);
  }

  @Test
  void onlyConfigurationReadsHocon() {
    // the API takes configurations parsed by the caller; a verb may quote a path that it passes on
    // as KEY=VALUE
    noClasses()
        .that()
        .resideOutsideOfPackages(DRIVER + ".setting..", DRIVER + ".config..", DRIVER + ".api")
        .should()
        .dependOnClassesThat(
            resideInAPackage("com.typesafe.config..").and(not(type(ConfigUtil.class))))
        .check(CLASSES);
  }

  @Test
  void onlyVerbsParseTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages(DRIVER, DRIVER + ".cli")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setting.kind",
        "setting",
        "search.numeric",
        "space",
        "search.cube",
        "search.gp",
        "search.tpe",
        "search",
        "config",
        "sweep"
      })
  void typesOfAPackageHaveNoCycles(String name) {
    slices()
        .assignedFrom(topLevelTypesIn(DRIVER + "." + name))
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  /** One slice per top-level type; a nested type belongs to the one that holds it. */
  private static SliceAssignment topLevelTypesIn(String packageName) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return type.getPackageName().equals(packageName)
            ? SliceIdentifier.of(type.getName().replaceFirst("\\$.*", ""))
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "top-level types in " + packageName;
      }
    };
  }

  private static String[] names(List<String> packages) {
    return packages.stream().map(name -> DRIVER + "." + name).toArray(String[]::new);
  }
}
