package dev.lambdasweep.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.linalg.Matrix;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportRulesTest {
  private static final String CORE = "dev.lambdasweep.core";

  /** Each may import those before it, and the root package. */
  private static final List<String> PACKAGES =
      List.of("random", "linalg", "data", "optim", "nn", "train", "trainer", "check", "model");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(CORE);

  static IntStream packages() {
    return IntStream.range(0, PACKAGES.size() - 1);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageImportsNoneAfterIt(int number) {
    noClasses()
        .that()
        .resideInAPackage(CORE + "." + PACKAGES.get(number))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(names(PACKAGES.subList(number + 1, PACKAGES.size())))
        .check(CLASSES);
  }

  @Test
  void theRootPackageImportsNone() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(names(PACKAGES))
        .check(CLASSES);
  }

  @Test
  void everyClassIsInAPackageOfTheTable() {
    classes()
        .should()
        .resideInAnyPackage(
            Stream.concat(Stream.of(CORE), Stream.of(names(PACKAGES))).toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void examplesKnowNothingOfMatrices() {
    noClasses()
        .that()
        .resideInAPackage(CORE + ".data")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CORE + ".linalg")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"org.apache..", "com.typesafe..", "picocli..", "dev.lambdasweep.driver.."})
  void nothingImportsSparkItsFilesOrConfiguration(String outside) {
    noClasses().should().dependOnClassesThat().resideInAPackage(outside).check(CLASSES);
  }

  @Test
  void onlyBlasCallsBreezesBlas() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(Blas.class)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.ludovic.netlib..")
        .check(CLASSES);
  }

  @Test
  void onlyMatricesCallNativeCode() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CORE + ".linalg")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..", "com.sun.jna..")
        .check(CLASSES);
  }

  @Test
  void onlyMatrixSeesBreeze() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(Matrix.class)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("breeze..", "scala..")
        .check(CLASSES);
  }

  @Test
  void onlyModelsAreWrittenAsJson() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CORE + ".model")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .check(CLASSES);
  }

  private static String[] names(List<String> packages) {
    return packages.stream().map(name -> CORE + "." + name + "..").toArray(String[]::new);
  }
}
