package org.commonplace.runners;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** schemas &lt;- methods &lt;- jobs &lt;- runners, and stages meet only through files. */
class ImportDirectionTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.commonplace");

  @Test
  void schemasDependOnNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("org.commonplace.schemas..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.commonplace.methods..", "org.commonplace.jobs..", "org.commonplace.runners..")
        .check(CLASSES);
  }

  @Test
  void methodsDependOnSchemasOnly() {
    noClasses()
        .that()
        .resideInAPackage("org.commonplace.methods..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.commonplace.jobs..",
            "org.commonplace.runners..",
            "org.apache.beam..",
            "org.duckdb..",
            "java.sql..",
            "java.nio.file..")
        .check(CLASSES);
  }

  @Test
  void jobsDoNotKnowTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("org.commonplace.jobs..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.commonplace.runners..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void jobsMeetOnlyThroughFiles() {
    String[] jobs = {"intake", "indicators", "signals", "release", "sample"};
    for (String job : jobs) {
      for (String other : jobs) {
        if (!job.equals(other)) {
          noClasses()
              .that()
              .resideInAPackage("org.commonplace.jobs." + job + "..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("org.commonplace.jobs." + other + "..")
              .check(CLASSES);
        }
      }
    }
  }
}
