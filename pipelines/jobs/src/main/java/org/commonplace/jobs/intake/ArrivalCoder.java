package org.commonplace.jobs.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** Partner, contract, name, and the files with their sizes and times. */
final class ArrivalCoder extends AtomicCoder<Arrival> {
  private static final long serialVersionUID = 1L;
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();

  static ArrivalCoder of() {
    return new ArrivalCoder();
  }

  @Override
  public void encode(Arrival arrival, OutputStream out) throws IOException {
    TEXT.encode(arrival.partner(), out);
    TEXT.encode(arrival.contract(), out);
    TEXT.encode(arrival.name(), out);
    VarIntCoder.of().encode(arrival.files().size(), out);
    for (Arrival.ArrivedFile file : arrival.files()) {
      TEXT.encode(file.uri(), out);
      TEXT.encode(file.name(), out);
      VarLongCoder.of().encode(file.bytes(), out);
      VarLongCoder.of().encode(file.modifiedMillis(), out);
    }
  }

  @Override
  public Arrival decode(InputStream in) throws IOException {
    String partner = TEXT.decode(in);
    String contract = TEXT.decode(in);
    String name = TEXT.decode(in);
    int count = VarIntCoder.of().decode(in);
    List<Arrival.ArrivedFile> files = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      files.add(
          new Arrival.ArrivedFile(
              TEXT.decode(in),
              TEXT.decode(in),
              VarLongCoder.of().decode(in),
              VarLongCoder.of().decode(in)));
    }
    return new Arrival(partner, contract, name, files);
  }

  @Override
  public void verifyDeterministic() {
    // Every part is deterministic, and files are in the order of their names.
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
