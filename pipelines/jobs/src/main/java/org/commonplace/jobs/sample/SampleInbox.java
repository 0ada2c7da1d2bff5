package org.commonplace.jobs.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.commonplace.jobs.stage.StageFailure;

/**
 * Writes the inbox of an invented coalition, with the truth beside it: {@code
 * inbox/PARTNER/CONTRACT/FILE}, {@code truth/*.csv} and {@code sample.key}, the token key for this
 * sample only. Files carry the time at which they are said to have arrived as their time of
 * modification.
 *
 * <p>Households are drawn one after the other and handed to every feed, which writes all months of
 * these people at once; so memory does not grow with the number of people.
 */
public final class SampleInbox {
  private SampleInbox() {}

  /**
   * Writes the inbox, the truth and the key.
   *
   * @throws StageFailure when the folder already holds an inbox
   * @throws IOException when a file cannot be written
   */
  public static SampleSummary write(SampleOptions options) throws IOException {
    Path inboxFolder = options.out().resolve("inbox");
    if (Files.exists(inboxFolder)) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          inboxFolder + " exists already; remove it or name another folder with --out");
    }
    Files.createDirectories(inboxFolder);
    Coalition coalition = new Coalition(options);
    CouncilFeed council = new CouncilFeed(coalition);
    DestinationsFeed destinations = new DestinationsFeed(coalition);
    FamilyServicesFeed family = new FamilyServicesFeed(coalition);
    List<Feed> feeds =
        List.of(
            council,
            destinations,
            new SchoolsFeed(coalition),
            family,
            new HomelessnessFeed(coalition),
            new HospitalFeed(coalition),
            new PoliceFeed(coalition, family.perIncident()),
            new LaboratoryFeed(coalition),
            new ImmunisationFeed(coalition),
            new SupplyFeed(coalition));
    Truth truth = new Truth(coalition);
    Settlement settlement = new Settlement(options.seed(), coalition.city(), coalition.axis());
    int people = 0;
    int households = 0;
    while (people < options.people()) {
      Household household = settlement.household(households, people, options.people() - people);
      Sightings sightings = new Sightings(household);
      for (Feed feed : feeds) {
        feed.visit(household, sightings);
      }
      truth.add(household, sightings);
      people += household.residents().size();
      households++;
    }
    council.writePopulation();
    new ActionList(coalition).write();
    destinations.write();
    coalition.inbox().close();
    List<Tally> tallies = new ArrayList<>();
    feeds.forEach(feed -> tallies.addAll(feed.tallies()));
    truth.finish(tallies);
    writeKey(options);
    List<Delivery> files = coalition.inbox().deliveries();
    return new SampleSummary(
        City.NAME,
        people,
        households,
        Partner.all().size(),
        files.size(),
        files.stream().mapToLong(Delivery::received).sum(),
        coalition.axis().first(),
        options.lastMonth());
  }

  private static void writeKey(SampleOptions options) throws IOException {
    Dice dice = Dice.of(options.seed(), "key", 0);
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      key.append(HexFormat.of().toHexDigits(dice.bits()));
    }
    Path file = options.out().resolve("sample.key");
    Files.writeString(file, key.append('\n'));
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
  }
}
