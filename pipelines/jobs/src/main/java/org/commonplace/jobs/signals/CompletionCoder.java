package org.commonplace.jobs.signals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.nowcast.LearnedDelay;
import org.commonplace.methods.signals.nowcast.Nowcast;
import org.commonplace.methods.signals.nowcast.RevisionLaw;

/** Frequency, newest period, and what was learned of each delay. */
final class CompletionCoder extends AtomicCoder<Completion> {
  private static final long serialVersionUID = 1L;
  private static final CompletionCoder INSTANCE = new CompletionCoder();

  private CompletionCoder() {}

  static CompletionCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Completion completion, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(completion.frequency().name(), out);
    VarLongCoder.of().encode(completion.newest().toEpochDay(), out);
    ListCoder.of(VarIntCoder.of()).encode(completion.nowcast().shifts(), out);
    ListCoder.of(DelayCoder.INSTANCE).encode(completion.nowcast().delays(), out);
  }

  @Override
  public Completion decode(InputStream in) throws IOException {
    Frequency frequency = Frequency.valueOf(StringUtf8Coder.of().decode(in));
    LocalDate newest = LocalDate.ofEpochDay(VarLongCoder.of().decode(in));
    var shifts = ListCoder.of(VarIntCoder.of()).decode(in);
    var delays = ListCoder.of(DelayCoder.INSTANCE).decode(in);
    return new Completion(new Nowcast(delays, shifts), frequency, newest);
  }

  @Override
  public void verifyDeterministic() {
    // Every part is deterministic.
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  private static final class DelayCoder extends AtomicCoder<LearnedDelay> {
    private static final long serialVersionUID = 1L;
    private static final DelayCoder INSTANCE = new DelayCoder();
    private static final Coder<Double> NUMBER = DoubleCoder.of();

    @Override
    public void encode(LearnedDelay delay, OutputStream out) throws IOException {
      RevisionLaw law = delay.law();
      NUMBER.encode(law.perCase(), out);
      NUMBER.encode(law.onZero(), out);
      NUMBER.encode(law.additionSpread(), out);
      NUMBER.encode(law.removals(), out);
      NUMBER.encode(law.removalSpread(), out);
      NUMBER.encode(law.moved(), out);
      NUMBER.encode(law.unlike(), out);
      NUMBER.encode(delay.completeness(), out);
      VarIntCoder.of().encode(delay.vintages(), out);
    }

    @Override
    public LearnedDelay decode(InputStream in) throws IOException {
      RevisionLaw law =
          new RevisionLaw(
              NUMBER.decode(in),
              NUMBER.decode(in),
              NUMBER.decode(in),
              NUMBER.decode(in),
              NUMBER.decode(in),
              NUMBER.decode(in),
              NUMBER.decode(in));
      double completeness = NUMBER.decode(in);
      return new LearnedDelay(law, completeness, VarIntCoder.of().decode(in));
    }
  }
}
