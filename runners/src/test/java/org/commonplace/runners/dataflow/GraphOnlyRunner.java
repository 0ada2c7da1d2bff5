package org.commonplace.runners.dataflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.services.dataflow.model.DataflowPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.runners.dataflow.util.PackageUtil;
import org.apache.beam.runners.dataflow.util.Stager;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.extensions.gcp.storage.NoopPathValidator;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Translates a pipeline into the job that Dataflow would be sent, keeps its steps, and ends there:
 * no network, nothing runs.
 */
public final class GraphOnlyRunner extends PipelineRunner<PipelineResult> {
  private static final List<List<String>> JOBS = Collections.synchronizedList(new ArrayList<>());

  /** Thrown instead of running. */
  static final class GraphBuilt extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private GraphOnlyRunner() {}

  /** Beam's way of making a runner. */
  public static GraphOnlyRunner fromOptions(PipelineOptions options) {
    return new GraphOnlyRunner();
  }

  /** The step names of each job since the last call. */
  static List<List<String>> takeJobs() {
    List<List<String>> taken = List.copyOf(JOBS);
    JOBS.clear();
    return taken;
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    try {
      Path template = Files.createTempFile("commonplace-dataflow-", ".json");
      DataflowPipelineOptions options =
          PipelineOptionsFactory.create().as(DataflowPipelineOptions.class);
      options.setRunner(DataflowRunner.class);
      options.setProject("commonplace-test");
      options.setRegion("europe-west2");
      options.setCredentialFactoryClass(NoopCredentialFactory.class);
      options.setPathValidatorClass(NoopPathValidator.class);
      options.setStagerClass(KeepsFilesHere.class);
      options.setGcpTempLocation("gs://commonplace-test/temp");
      options.setStagingLocation("gs://commonplace-test/staging");
      options.setTemplateLocation(template.toString());
      options.setFilesToStage(List.of(template.toString()));
      options.setJobName("commonplace-graph");
      DataflowRunner.fromOptions(options).run(pipeline);
      JsonNode job = new ObjectMapper().readTree(template.toFile());
      List<String> steps = new ArrayList<>();
      job.path("steps").forEach(step -> steps.add(step.path("kind").asText()));
      JOBS.add(steps);
      Files.delete(template);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new GraphBuilt();
  }

  /** Uploads nothing. */
  public static final class KeepsFilesHere implements Stager {
    /** Beam's way of making a stager. */
    public static KeepsFilesHere fromOptions(PipelineOptions options) {
      return new KeepsFilesHere();
    }

    @Override
    public List<DataflowPackage> stageFiles(List<PackageUtil.StagedFile> files) {
      return List.of();
    }

    @Override
    public DataflowPackage stageToFile(byte[] bytes, String baseName) {
      DataflowPackage kept = new DataflowPackage();
      kept.setName(baseName);
      kept.setLocation("gs://commonplace-test/staging/" + baseName);
      return kept;
    }
  }
}
