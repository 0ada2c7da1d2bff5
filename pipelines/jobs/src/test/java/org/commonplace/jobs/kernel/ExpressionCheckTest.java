package org.commonplace.jobs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionCheckTest {
  private static final List<ExpressionCheck.Shape> ROW =
      List.of(
          new ExpressionCheck.Shape(
              "pupils", Map.of("absent", "INTEGER", "month", "DATE", "sex", "VARCHAR")));

  private static ExpressionCheck check;

  @BeforeAll
  static void open() {
    check = ExpressionCheck.open();
  }

  @AfterAll
  static void close() {
    check.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "absent * 10 >= 5 | BOOLEAN",
        "pupils.absent + 1 | INTEGER",
        "cast(absent as decimal(18, 6)) | DECIMAL(18,6)",
        "case when sex in ('F', 'M') then absent end | INTEGER",
        "month between date '2025-01-01' and month + interval 3 month | BOOLEAN",
        "date_sub('year', month, month) between 0 and 14 and not sex like 'x%' | BOOLEAN",
        "coalesce(trim(lower(sex)), 'unknown') -- a comment | VARCHAR",
        "lpad(sex, 8, '0') | VARCHAR",
        "working_days(month, month + interval 2 month) <= 45 | BOOLEAN"
      })
  void expressionsOverTheColumnsOfARowRun(String sql, String type) {
    assertThat(check.scalar(sql, ROW))
        .isInstanceOfSatisfying(
            CheckedExpression.Accepted.class, it -> assertThat(it.type()).isEqualTo(type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(select max(absent) from pupils)",
        "absent in (select 1)",
        "exists (select 1)",
        "1) as v from read_csv('/etc/passwd'), (select 1",
        "1 as v from pupils; drop table pupils; select (1",
        "1), (2",
        "1 union select 2",
        "read_text('/etc/passwd')",
        "getenv('HOME')",
        "current_setting('threads')",
        "now()",
        "current_date",
        "random() > 0.5",
        "gen_random_uuid()",
        "nextval('s')",
        "row_number() over ()",
        "sum(absent)",
        "sum(absent) over ()",
        "columns('abs.*')",
        "?",
        "$1",
        "#1",
        "list_transform([1], x -> x)",
        "main.lower(sex)",
        "absent +",
        "absent + sex",
        "lower(absent, sex)",
        "shoe_size",
        "information_schema.tables",
        "read_csv('/etc/passwd')",
        "read_csv_auto('https://example.org/x.csv')",
        "read_parquet('s3://bucket/*.parquet')",
        "read_json('/proc/self/environ')",
        "read_blob('/etc/shadow')",
        "parquet_metadata('/lake/x.parquet')",
        "sniff_csv('/etc/passwd')",
        "query('select 1')",
        "query_table('pupils')",
        "duckdb_secrets()",
        "absent) from '/etc/passwd' --",
        "absent from pupils",
        "1; attach '/tmp/other.db' as other",
        "1; copy pupils to '/tmp/out.csv'",
        "1; install httpfs",
        "1; load httpfs",
        "1; set enable_external_access = true",
        "1; pragma database_list",
        "1; export database '/tmp/out'",
        "1; create macro lower(x) as 'x'",
        "1) as v, (select count(*) from other_indicator",
        "with t as (select 1) select * from t",
        "(values (1))",
        "(from pupils)",
        "(table pupils)",
        "absent in (from pupils)",
        "sex ilike any (select 'a')",
        "array(select 1)",
        "repeat('x', 1000000000)",
        "range(1000000000)",
        "generate_series(1, 1000000000)",
        "unnest([1, 2])",
        "list_filter([1], lambda x: x > 0)",
        "[x for x in [1, 2]]",
        "string_agg(sex, ',')",
        "hash(sex)",
        "uuid()",
        "version()",
        "current_user",
        "current_database()",
        "today()",
        "age(month)",
        "set_config('threads', '1')",
        "pg_sleep(10)",
        "error(sex)",
        "other_table.absent",
        "pupils.pupils.absent",
        "\"sex\"\"; drop\"",
        "*",
        "pupils.*",
        "pupils",
        "sex COLLATE nocase",
        "rpad(sex, 1000000000, 'x')",
        "lpad(sex, absent, 'x')",
        "system.main.lower(sex)",
        ""
      })
  void nothingElseRuns(String sql) {
    assertThat(check.scalar(sql, ROW)).isInstanceOf(CheckedExpression.Refused.class);
  }

  @Test
  void anExpressionHasALength() {
    assertThat(check.scalar("absent" + " + 1".repeat(20_000), ROW))
        .isInstanceOfSatisfying(
            CheckedExpression.Refused.class,
            it -> assertThat(it.message()).isEqualTo("is too long: 80006 characters"));
  }

  @Test
  void aRefusalNamesWhatIsWrongAndWhatIsAllowed() {
    assertThat(check.scalar("absnt > 1", ROW))
        .isEqualTo(
            new CheckedExpression.Refused("there is no column 'absnt'", "absent, month, sex"));
    assertThat(check.scalar("glob('*')", ROW))
        .isInstanceOfSatisfying(
            CheckedExpression.Refused.class,
            it -> {
              assertThat(it.message()).isEqualTo("the function glob is not allowed");
              assertThat(it.allowed()).contains("date_trunc", "lower");
            });
  }

  @Test
  void anAggregateIsOneCallOverScalars() {
    assertThat(check.aggregate("sum(absent) filter (where month > date '2025-01-01')", ROW))
        .isInstanceOfSatisfying(
            CheckedExpression.Accepted.class,
            it -> {
              assertThat(it.outermost()).isEqualTo("sum");
              assertThat(it.columns()).containsExactly("absent", "month");
            });
    assertThat(check.aggregate("count(*)", ROW)).isInstanceOf(CheckedExpression.Accepted.class);
    assertThat(check.aggregate("absent", ROW)).isInstanceOf(CheckedExpression.Refused.class);
    assertThat(check.aggregate("sum(max(absent))", ROW))
        .isInstanceOf(CheckedExpression.Refused.class);
    assertThat(check.aggregate("avg(absent)", ROW)).isInstanceOf(CheckedExpression.Refused.class);
    assertThat(check.aggregate("first(absent)", ROW)).isInstanceOf(CheckedExpression.Refused.class);
  }
}
