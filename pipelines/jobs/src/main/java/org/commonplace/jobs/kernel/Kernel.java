package org.commonplace.jobs.kernel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.commonplace.schemas.WorkingDays;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;
import org.xerial.snappy.Snappy;

/**
 * One private, in-memory, vectorised SQL engine (DuckDB), opened inside a DoFn for one element.
 *
 * <p>It is locked when it opens: its statements reach the folders named in the settings and its own
 * scratch folder, and no other file, network, extension or setting. Sums of integers come back as
 * HUGEINT unless cast; write {@code CAST(sum(x) AS BIGINT)}. Not thread-safe.
 */
public final class Kernel implements AutoCloseable {
  private static final int ARROW_BATCH = 65_536;

  static {
    // Arrow else looks through the class path, and with Spark's own jars there finds none.
    if (System.getProperty("arrow.allocation.manager.type") == null) {
      System.setProperty("arrow.allocation.manager.type", "Unsafe");
    }
  }

  /**
   * Working days after a day, up to another and with it. Days are counted from a Monday on: full
   * weeks hold five.
   */
  private static final String WORKING_DAYS =
      "CREATE TEMP MACRO working_days(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN b <="
          + " a THEN 0 ELSE "
          + weekdays("b")
          + " - "
          + weekdays("a")
          + " - len(list_filter(["
          + WorkingDays.shipped().holidays().stream()
              .map(day -> "DATE '" + day + "'")
              .collect(Collectors.joining(", "))
          + "], lambda day: day > a AND day <= b)) END";

  private final Connection connection;
  private final Path scratch;

  private static String weekdays(String day) {
    return "((CAST(%1$s AS DATE) - DATE '1899-12-25') // 7 * 5 + least((CAST(%1$s AS DATE) - DATE"
            .formatted(day)
        + " '1899-12-25') % 7 + 1, 5))";
  }

  private Kernel(Connection connection, Path scratch) {
    this.connection = connection;
    this.scratch = scratch;
  }

  /**
   * Opens a locked engine with an empty database.
   *
   * @throws KernelException when the engine cannot be opened
   */
  public static Kernel open(KernelSettings settings) {
    Path scratch = null;
    try {
      scratch = Files.createTempDirectory("commonplace-kernel-");
      Properties properties = new Properties();
      properties.setProperty("threads", Integer.toString(settings.threads()));
      properties.setProperty("memory_limit", (settings.memoryBytes() >> 20) + "MiB");
      properties.setProperty("temp_directory", scratch.toString());
      properties.setProperty("autoinstall_known_extensions", "false");
      properties.setProperty("autoload_known_extensions", "false");
      Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
      Kernel kernel = new Kernel(connection, scratch);
      List<String> folders = new ArrayList<>(settings.readable());
      folders.add(scratch.toString());
      kernel.execute("SET TimeZone = 'UTC'");
      kernel.execute(
          "SET allowed_directories = ["
              + folders.stream().map(Kernel::literal).collect(Collectors.joining(", "))
              + "]");
      kernel.execute("SET enable_external_access = false");
      kernel.execute("SET lock_configuration = true");
      kernel.execute(WORKING_DAYS);
      return kernel;
    } catch (SQLException e) {
      deleteFolder(scratch);
      throw new KernelException("the embedded engine could not be opened", e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("no scratch folder could be made for the engine", e);
    }
  }

  /**
   * A folder of this kernel's own, readable and writable by its statements, gone when it closes.
   */
  public Path scratch() {
    return scratch;
  }

  /** The JDBC connection, for what the methods here do not cover. */
  public Connection connection() {
    return connection;
  }

  /** Runs one statement with positional parameters. */
  public void execute(String sql, Object... parameters) {
    try {
      if (parameters.length == 0) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(sql);
        }
      } else {
        try (PreparedStatement statement = prepare(sql, parameters)) {
          statement.execute();
        }
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** The single BIGINT that a query gives. */
  public long number(String sql, Object... parameters) {
    List<Long> found = rows(sql, row -> row.getLong(1), parameters);
    if (found.size() != 1) {
      throw new IllegalStateException("expected one row, got " + found.size() + ": " + first(sql));
    }
    return found.get(0);
  }

  /** What a row of a result set becomes. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Every row of a small result. */
  public <T> List<T> rows(String sql, RowReader<T> reader, Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet result = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (result.next()) {
        found.add(reader.read(result));
      }
      return found;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** The rows of a query as one block. Give it an ORDER BY when the bytes matter. */
  public Block block(String sql) {
    try (Statement statement = connection.createStatement();
        DuckDBResultSet result = (DuckDBResultSet) statement.executeQuery(sql);
        BufferAllocator allocator = new RootAllocator();
        ArrowReader reader = (ArrowReader) result.arrowExportStream(allocator, ARROW_BATCH);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ArrowStreamWriter writer =
            new ArrowStreamWriter(reader.getVectorSchemaRoot(), null, bytes)) {
      String fingerprint =
          reader.getVectorSchemaRoot().getSchema().getFields().stream()
              .map(field -> field.getName() + ":" + field.getType())
              .collect(Collectors.joining(","));
      long rows = 0;
      writer.start();
      while (reader.loadNextBatch()) {
        rows += reader.getVectorSchemaRoot().getRowCount();
        writer.writeBatch();
      }
      writer.end();
      return new Block(Snappy.compress(bytes.toByteArray()), rows, fingerprint);
    } catch (SQLException e) {
      throw failed(sql, e);
    } catch (IOException e) {
      throw new UncheckedIOException("a block could not be written", e);
    }
  }

  /**
   * Makes a table of the rows of blocks.
   *
   * @throws IllegalArgumentException when the blocks' columns differ, or there is no block
   */
  public void load(String table, Iterable<Block> blocks) {
    String fingerprint = null;
    for (Block block : blocks) {
      if (fingerprint == null) {
        fingerprint = block.fingerprint();
        append(block, "CREATE TABLE " + identifier(table) + " AS FROM ");
      } else if (fingerprint.equals(block.fingerprint())) {
        append(block, "INSERT INTO " + identifier(table) + " FROM ");
      } else {
        throw new IllegalArgumentException(
            "blocks of different columns cannot be merged: "
                + fingerprint
                + " and "
                + block.fingerprint());
      }
    }
    if (fingerprint == null) {
      throw new IllegalArgumentException("no block to load into " + table);
    }
  }

  private void append(Block block, String into) {
    byte[] stream;
    try {
      stream = Snappy.uncompress(block.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException("a block is damaged", e);
    }
    arrive(stream, "arriving_block", into + "arriving_block");
  }

  /** Runs a statement that sees an Arrow stream under a name. */
  private void arrive(byte[] stream, String name, String sql) {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowStreamReader reader =
            new ArrowStreamReader(new ByteArrayInputStream(stream), allocator);
        ArrowArrayStream exported = ArrowArrayStream.allocateNew(allocator)) {
      Data.exportArrayStream(allocator, reader, exported);
      connection.unwrap(DuckDBConnection.class).registerArrowStream(name, exported);
      execute(sql);
    } catch (SQLException e) {
      throw failed(sql, e);
    } catch (IOException e) {
      throw new UncheckedIOException("an Arrow stream could not be read", e);
    }
  }

  /**
   * The text that a query's one column holds; many times faster than row by row.
   *
   * @param sql gives one VARCHAR column
   */
  public List<String> texts(String sql) {
    try (Statement statement = connection.createStatement();
        DuckDBResultSet result = (DuckDBResultSet) statement.executeQuery(sql);
        BufferAllocator allocator = new RootAllocator();
        ArrowReader reader = (ArrowReader) result.arrowExportStream(allocator, ARROW_BATCH)) {
      List<String> found = new ArrayList<>();
      while (reader.loadNextBatch()) {
        VarCharVector column = (VarCharVector) reader.getVectorSchemaRoot().getVector(0);
        for (int i = 0; i < column.getValueCount(); i++) {
          found.add(column.isNull(i) ? null : new String(column.get(i), StandardCharsets.UTF_8));
        }
      }
      return found;
    } catch (SQLException e) {
      throw failed(sql, e);
    } catch (IOException e) {
      throw new UncheckedIOException("an Arrow stream could not be read", e);
    }
  }

  /**
   * Runs a statement that sees columns of text as the table {@code arriving_text}.
   *
   * @param columns equally long, by name; a null is NULL
   */
  public void executeWith(String sql, SortedMap<String, List<String>> columns) {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root =
            VectorSchemaRoot.of(
                columns.keySet().stream()
                    .map(name -> new VarCharVector(name, allocator))
                    .toArray(VarCharVector[]::new));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ArrowStreamWriter writer = new ArrowStreamWriter(root, null, bytes)) {
      columns.forEach(
          (name, texts) -> {
            VarCharVector vector = (VarCharVector) root.getVector(name);
            for (int i = 0; i < texts.size(); i++) {
              if (texts.get(i) != null) {
                vector.setSafe(i, texts.get(i).getBytes(StandardCharsets.UTF_8));
              }
            }
            vector.setValueCount(texts.size());
            root.setRowCount(texts.size());
          });
      writer.start();
      writer.writeBatch();
      writer.end();
      arrive(bytes.toByteArray(), "arriving_text", sql);
    } catch (IOException e) {
      throw new UncheckedIOException("an Arrow stream could not be written", e);
    }
  }

  /**
   * Writes the rows of a query as Parquet, whole or not at all: under a temporary name first, then
   * renamed. With an ORDER BY on a unique key the same rows give the same bytes.
   *
   * @param target a local file in a folder that the settings name, or in {@link #scratch()}
   * @param rowGroup rows per row group; the engine rounds up to a multiple of 2,048
   * @return the number of rows written
   */
  public long writeParquet(String select, Path target, int rowGroup) {
    Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
    String copy =
        "COPY ("
            + select
            + ") TO "
            + literal(temporary.toString())
            + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE "
            + rowGroup
            + ")";
    try (Statement statement = connection.createStatement()) {
      Files.createDirectories(target.toAbsolutePath().getParent());
      long rows = statement.executeUpdate(copy);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return rows;
    } catch (SQLException e) {
      throw failed(copy, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target.getFileName(), e);
    }
  }

  /** Text as an SQL string literal. */
  public static String literal(String text) {
    return "'" + Objects.requireNonNull(text, "text").replace("'", "''") + "'";
  }

  /** A name as a quoted SQL identifier. */
  public static String identifier(String name) {
    return "\"" + Objects.requireNonNull(name, "name").replace("\"", "\"\"") + "\"";
  }

  /** A list of files as an SQL list literal, for {@code read_parquet}. */
  public static String files(List<Path> paths) {
    return paths.stream()
        .map(path -> literal(path.toString()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new KernelException("the embedded engine could not be closed", e.getMessage());
    } finally {
      deleteFolder(scratch);
    }
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  private static KernelException failed(String sql, SQLException e) {
    return new KernelException(
        "the embedded engine failed a statement: " + first(sql), e.getMessage());
  }

  /** The statement's first words: enough to find it in the code, too little to hold a cell. */
  private static String first(String sql) {
    String line = sql.strip().replaceAll("\\s+", " ");
    return line.length() <= 60 ? line : line.substring(0, 60) + " ...";
  }

  private static void deleteFolder(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the engine's scratch folder could not be removed", e);
    }
  }
}
