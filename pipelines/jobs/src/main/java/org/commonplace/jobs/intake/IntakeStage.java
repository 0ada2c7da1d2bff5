package org.commonplace.jobs.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.Stage;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.StageOutcome;

/**
 * Takes in what lies in the inbox. One element of the pipeline is one delivery; the ledger, written
 * last and by the launcher alone, is what makes its rows count.
 */
public final class IntakeStage implements Stage {
  private static final int REPORT_FILES = 3;

  private static final long MOST_KERNEL_BYTES = 1536L << 20;

  @Override
  public String name() {
    return "intake";
  }

  @Override
  public StageOutcome plan(StageContext context) {
    Agreements agreements = ContractFolder.load(context);
    List<Arrival> arrivals = arrivals(context);
    List<Arrival> fresh = unseen(arrivals, new Ledger(context.workspace()).entries());
    List<String> lines = new ArrayList<>();
    lines.add(arrivals.size() + " deliveries in the inbox, " + fresh.size() + " to take in");
    for (Arrival arrival : fresh) {
      lines.add(
          arrival.path()
              + (agreements.versions(arrival.contract()).isEmpty() ? ": unknown contract" : ""));
    }
    return new StageOutcome(lines, 0);
  }

  @Override
  public StageOutcome run(StageContext context) {
    Agreements agreements = ContractFolder.load(context);
    List<Arrival> arrivals = arrivals(context);
    Ledger ledger = new Ledger(context.workspace());
    List<Arrival> fresh = unseen(arrivals, ledger.entries());
    List<String> lines = new ArrayList<>();
    int changed = 0;
    if (!fresh.isEmpty()) {
      context.progress().accept("intake: " + fresh.size() + " deliveries");
      // On their way into the ledger; by run, as several months may be worked on side by side.
      String outcomes = Workspace.workFolder(context.run(), "intake");
      discard(context.workspace(), outcomes);
      List<LedgerEntry> before = ledger.entries();
      takeIn(context, agreements, fresh, before, outcomes);
      Set<String> paths = new TreeSet<>();
      before.forEach(entry -> paths.add(Ledger.path(entry)));
      for (LedgerEntry entry : outcomes(context.workspace(), outcomes)) {
        if (paths.add(Ledger.path(entry))) {
          ledger.append(entry);
          changed += 1 + entry.outputs().size() + REPORT_FILES;
          lines.add(line(entry));
        }
      }
      discard(context.workspace(), outcomes);
    }
    lines.add(arrivals.size() + " deliveries in the inbox, " + lines.size() + " of them new");
    gate(context, arrivals, ledger);
    return new StageOutcome(lines, changed);
  }

  private static List<Arrival> arrivals(StageContext context) {
    String inbox =
        context
            .inbox()
            .orElseThrow(
                () ->
                    new StageFailure(
                        StageFailure.Kind.INPUT_MISSING, "intake needs an inbox: --inbox DIR"));
    Optional<Path> local = WorkspaceFiles.local(inbox);
    if (local.isPresent() && !java.nio.file.Files.isDirectory(local.get())) {
      throw new StageFailure(StageFailure.Kind.INPUT_MISSING, "there is no inbox at " + inbox);
    }
    return Inbox.deliveries(inbox);
  }

  /**
   * What has to be looked at: not those whose names, sizes and bytes are in the ledger, and of
   * several copies of the same bytes only the first.
   */
  private static List<Arrival> unseen(List<Arrival> arrivals, List<LedgerEntry> entries) {
    Set<String> known = known(entries);
    Set<String> sizes = new TreeSet<>();
    entries.forEach(entry -> sizes.add(sizeOf(entry)));
    Map<String, List<Arrival>> bySize = new LinkedHashMap<>();
    for (Arrival arrival : arrivals) {
      bySize.computeIfAbsent(sizeOf(arrival), size -> new ArrayList<>()).add(arrival);
    }
    List<Arrival> unseen = new ArrayList<>();
    for (Map.Entry<String, List<Arrival>> same : bySize.entrySet()) {
      if (same.getValue().size() == 1 && !sizes.contains(same.getKey())) {
        unseen.add(same.getValue().get(0));
        continue;
      }
      Set<String> seen = new HashSet<>(known);
      same.getValue().stream()
          .sorted(EARLIEST)
          .filter(arrival -> seen.add(knownAs(arrival)))
          .forEach(unseen::add);
    }
    return unseen.stream().sorted(Arrival.ORDER).toList();
  }

  private static final Comparator<Arrival> EARLIEST =
      Comparator.<Arrival>comparingLong(
              arrival ->
                  arrival.files().stream()
                      .mapToLong(Arrival.ArrivedFile::modifiedMillis)
                      .max()
                      .orElse(0))
          .thenComparing(Arrival.ORDER);

  private static String sizeOf(Arrival arrival) {
    return arrival.partner() + "/" + arrival.contract() + "/" + arrival.bytes();
  }

  private static String sizeOf(LedgerEntry entry) {
    long bytes = entry.files().stream().mapToLong(LedgerEntry.FileRows::bytes).sum();
    return entry.partner() + "/" + entry.contract() + "/" + bytes;
  }

  /** A refused delivery is looked at again each time: its contract may have been mended. */
  private static HashSet<String> known(List<LedgerEntry> entries) {
    HashSet<String> known = new HashSet<>();
    entries.stream()
        .filter(entry -> entry.status() == LedgerEntry.Status.ACCEPTED)
        .forEach(
            entry ->
                known.add(IntakeFn.knownAs(entry.partner(), entry.contract(), entry.sha256())));
    return known;
  }

  private static String knownAs(Arrival arrival) {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (Arrival.ArrivedFile file : arrival.files()) {
      try {
        hashes.put(file.name(), Hashes.of(file.uri()));
      } catch (IOException e) {
        hashes.put(file.name(), Hashes.ofUnreadable(file.name()));
      }
    }
    return IntakeFn.knownAs(
        arrival.partner(), arrival.contract(), Hashes.ofDelivery(hashes, arrival));
  }

  private static void takeIn(
      StageContext context,
      Agreements agreements,
      List<Arrival> arrivals,
      List<LedgerEntry> entries,
      String outcomes) {
    List<KV<Integer, Arrival>> elements = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      elements.add(KV.of(elements.size(), arrival));
    }
    Pipeline pipeline = Pipeline.create(context.options());
    pipeline
        .apply(
            "Deliveries",
            Create.of(elements).withCoder(KvCoder.of(VarIntCoder.of(), ArrivalCoder.of())))
        .apply("Spread", Reshuffle.of())
        .apply(
            "TakeIn",
            ParDo.of(
                new IntakeFn(
                    agreements.travelling(),
                    limits(context, arrivals.size()),
                    context.workspace(),
                    known(entries),
                    outcomes)))
        .setCoder(StringUtf8Coder.of());
    try {
      PipelineResult.State state = pipeline.run().waitUntilFinish();
      if (state != PipelineResult.State.DONE) {
        throw new IllegalStateException("the intake pipeline ended in state " + state);
      }
    } catch (Pipeline.PipelineExecutionException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof StageFailure failure) {
          throw failure;
        }
      }
      throw e;
    }
  }

  /** Large deliveries lie on disk: more memory would only keep it from others. */
  private static KernelSettings limits(StageContext context, int deliveries) {
    KernelSettings given = context.resources().kernel(deliveries, List.of());
    return new KernelSettings(
        given.threads(), Math.min(given.memoryBytes(), MOST_KERNEL_BYTES), List.of());
  }

  private static List<LedgerEntry> outcomes(Workspace workspace, String folder) {
    return WorkspaceFiles.list(workspace.uri(folder + "/*.json")).stream()
        .map(found -> LedgerEntry.parse(found.uri(), WorkspaceFiles.read(found.uri())))
        .sorted(Ledger.ORDER)
        .toList();
  }

  private static void discard(Workspace workspace, String folder) {
    List<String> left =
        WorkspaceFiles.list(workspace.uri(folder + "/*.json")).stream()
            .map(WorkspaceFiles.Found::uri)
            .toList();
    if (!left.isEmpty()) {
      WorkspaceFiles.delete(left);
    }
  }

  private static String line(LedgerEntry entry) {
    String what = entry.partner() + "/" + entry.contract() + "/" + name(entry);
    if (entry.status() == LedgerEntry.Status.REFUSED) {
      return what + ": refused: " + entry.reason() + "; report: " + ReportFiles.folder(entry);
    }
    long received = entry.files().stream().mapToLong(LedgerEntry.FileRows::received).sum();
    long accepted = entry.files().stream().mapToLong(LedgerEntry.FileRows::accepted).sum();
    return String.format(Locale.ROOT, "%s: accepted %,d of %,d rows", what, accepted, received);
  }

  private static String name(LedgerEntry entry) {
    return entry.files().isEmpty() ? entry.sha16() : entry.files().get(0).name();
  }

  /** A refused delivery that nothing has replaced stops the run, unless the caller goes on. */
  private static void gate(StageContext context, List<Arrival> arrivals, Ledger ledger) {
    if (context.switches().contains(StageContext.Switch.TOLERATE_REFUSED)) {
      return;
    }
    Set<String> there = new TreeSet<>();
    arrivals.forEach(arrival -> there.add(sizeOf(arrival)));
    List<LedgerEntry> entries = ledger.entries(context.asOf());
    List<String> standing = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      LedgerEntry entry = entries.get(i);
      if (entry.status() == LedgerEntry.Status.REFUSED
          && there.contains(sizeOf(entry))
          && entries.subList(i + 1, entries.size()).stream()
              .noneMatch(later -> replaces(later, entry))
          && entries.stream().noneMatch(other -> isReadNow(other, entry))) {
        standing.add(line(entry));
      }
    }
    if (!standing.isEmpty()) {
      throw new StageFailure(
          StageFailure.Kind.GATE,
          standing.size()
              + " refused deliveries are in the inbox; correct or remove them, or go on without"
              + " them by --tolerate-refused:\n  "
              + String.join("\n  ", standing));
    }
  }

  /** The same delivery as one that could not be read; it has the same time and may stand first. */
  private static boolean isReadNow(LedgerEntry accepted, LedgerEntry refused) {
    return accepted.status() == LedgerEntry.Status.ACCEPTED
        && accepted.partner().equals(refused.partner())
        && accepted.contract().equals(refused.contract())
        && accepted.receivedAt().equals(refused.receivedAt())
        && names(accepted).equals(names(refused))
        && refused.files().stream()
            .anyMatch(file -> file.sha256().equals(Hashes.ofUnreadable(file.name())));
  }

  private static List<String> names(LedgerEntry entry) {
    return entry.files().stream().map(LedgerEntry.FileRows::name).sorted().toList();
  }

  private static boolean replaces(LedgerEntry later, LedgerEntry refused) {
    return later.status() == LedgerEntry.Status.ACCEPTED
        && later.partner().equals(refused.partner())
        && later.contract().equals(refused.contract())
        && (later.key().equals(refused.key()) || later.sha256().equals(refused.sha256()));
  }
}
