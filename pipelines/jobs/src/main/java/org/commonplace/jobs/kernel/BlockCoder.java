package org.commonplace.jobs.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** Rows, fingerprint, length and bytes. */
public final class BlockCoder extends AtomicCoder<Block> {
  private static final long serialVersionUID = 1L;
  private static final BlockCoder INSTANCE = new BlockCoder();

  private BlockCoder() {}

  public static BlockCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Block block, OutputStream out) throws IOException {
    VarLongCoder.of().encode(block.rows(), out);
    StringUtf8Coder.of().encode(block.fingerprint(), out);
    ByteArrayCoder.of().encode(block.bytes(), out);
  }

  @Override
  public Block decode(InputStream in) throws IOException {
    long rows = VarLongCoder.of().decode(in);
    String fingerprint = StringUtf8Coder.of().decode(in);
    return new Block(ByteArrayCoder.of().decode(in), rows, fingerprint);
  }

  @Override
  public void verifyDeterministic() {
    // Every part is deterministic, and a block's bytes are what the kernel wrote.
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
