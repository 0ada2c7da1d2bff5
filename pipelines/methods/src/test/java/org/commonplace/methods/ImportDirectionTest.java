package org.commonplace.methods;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The numbers are plain Java: they can be read, tested and reused without engine or files. */
@AnalyzeClasses(
    packages = "org.commonplace.methods",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ImportDirectionTest {
  @ArchTest
  static final ArchRule methodsKnowNoEngineNoFilesAndNothingAboveThem =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.beam..",
              "org.duckdb..",
              "org.apache.arrow..",
              "org.apache.avro..",
              "java.sql..",
              "java.io..",
              "java.nio.file..",
              "java.nio.channels..",
              "org.commonplace.jobs..",
              "org.commonplace.runners..");
}
