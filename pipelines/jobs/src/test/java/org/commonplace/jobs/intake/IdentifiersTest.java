package org.commonplace.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.commonplace.schemas.SourceColumn.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentifiersTest {
  @TempDir Path folder;

  @Test
  void tokensInTheLakeAreTheMacOfSchemeAndIdentifier() throws Exception {
    String sent = Upn.of(31);
    DirectIntake.Taken taken =
        new DirectIntake(folder)
            .take(
                "attendance-2026-03.csv",
                IntakeStageTest.HEADER
                    + (" " + sent.substring(0, 5) + " " + sent.substring(5))
                        .toLowerCase(java.util.Locale.ROOT)
                    + ",S1,A1,2026-03-01,M,,40,3\n");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(HexFormat.of().parseHex(IntakeFixture.KEY), "HmacSHA256"));
    String token =
        HexFormat.of()
            .formatHex(mac.doFinal(("upn|" + sent).getBytes(StandardCharsets.UTF_8)))
            .substring(0, 32);
    assertThat(taken.rows()).singleElement().asString().contains("\"person\":\"" + token + "\"");
    int bucket = Integer.parseInt(token.substring(0, 1), 16);
    assertThat(taken.rows().get(0)).contains("\"bucket\":" + bucket + ",");
  }

  @Test
  void checkDigitsFollowTheirPublishedRules() {
    assertThat(CheckDigits.pass(Check.UPN, "H801200001001")).isTrue();
    assertThat(CheckDigits.pass(Check.UPN, "U80120000100A")).isTrue();
    assertThat(CheckDigits.pass(Check.UPN, "H801200001002")).isFalse();
    assertThat(CheckDigits.pass(Check.NHS_NUMBER, "9434765919")).isTrue();
    assertThat(CheckDigits.pass(Check.NHS_NUMBER, "9434765918")).isFalse();
    assertThat(CheckDigits.pass(Check.ULN, "9276308686")).isTrue();
    assertThat(CheckDigits.pass(Check.ULN, "9276308687")).isFalse();
    assertThat(CheckDigits.pass(Check.SSN, "123121234")).isTrue();
    assertThat(CheckDigits.pass(Check.SSN, "666121234")).isFalse();
    assertThat(CheckDigits.pass(Check.NPI, "1234567893")).isTrue();
    assertThat(CheckDigits.pass(Check.NPI, "1234567890")).isFalse();
  }
}
