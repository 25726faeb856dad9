package io.ripeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ripeline.record.Move;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImportRevertIT extends ImportScenario {

    private static final String CONTACTS = """
            {"object":"contact","mode":"upsert","matchBy":["name"],"mapping":[{"column":"name","field":"name"},\
            {"column":"title","field":"title"},{"column":"owner","field":"owner"}]}""";

    @Test
    void deletesWhatItMadeAndRestoresWhatItChanged() {
        create("contact", "name\nAnn\nBen\n");
        UUID id = upload("name,title,owner\nAnn,Head,Ann Lee\nZoe,Boss,\nAnn,Chief,\n", CONTACTS);
        assertThat(run(id)).isEqualTo(new Counts(1, 2, 0, 0));
        UUID before = all("contact").get(1).ownerId();

        Counts counts = revert(id);

        assertThat(counts).isEqualTo(new Counts(1, 1, 0, 0));
        assertThat(all("contact"))
                .extracting(contact -> contact.text("name").orElse(""))
                .containsExactly("Ann", "Ben");
        assertThat(all("contact").getFirst().text("title")).isEmpty();
        assertThat(all("contact").getFirst().ownerId()).isEqualTo(before);
        assertThat(state(id)).isEqualTo("reverted");
    }

    @Test
    void leavesWhatSomebodyChangedSinceAndSaysWhoDid() {
        create("contact", "name\nAnn\nBen\n");
        UUID id = upload("name,title,owner\nAnn,Head,\nBen,Boss,\nZoe,,\n", CONTACTS);
        run(id);
        UUID other = upload("name,title,owner\nBen,President,\nZoe,Clerk,\n", CONTACTS);
        run(other);

        assertThat(revert(id)).isEqualTo(new Counts(0, 1, 2, 0));
        assertThat(all("contact"))
                .extracting(contact -> contact.text("title"))
                .containsExactly(Optional.empty(), Optional.of("President"), Optional.of("Clerk"));
        assertThat(report(id, Locale.ENGLISH, reports::notReverted))
                .startsWith(
                        "\uFEFFrow,record,reason\r\n2," + all("contact").get(1).id() + ",Admin changed the record on ")
                .hasLineCount(3);

        assertThat(revert(other)).isEqualTo(new Counts(0, 2, 0, 0));
        assertThat(all("contact").get(1).text("title")).contains("Boss");
    }

    @Test
    void restoresTheHistoryOfStagesToo() {
        run(upload(DEALS, DEAL_OPTIONS));
        StoredRecord deal = all("deal").get(2);
        List<Move> before = moves(deal.id());
        UUID id = upload("name,stage,engaged,since,by\nD3,qualification,2020-02-03,2020-01-02,Ann Lee\n", """
                {"object":"deal","mode":"update","matchBy":["name"],"waive":{"reason":"brought along"},"mapping":[
                 {"column":"name","field":"name"},{"column":"stage","field":"stage"},
                 {"column":"engaged","field":"history.stage.qualification"},
                 {"column":"since","field":"created_at"},{"column":"by","field":"created_by"}]}""");

        assertThat(run(id)).isEqualTo(new Counts(0, 1, 0, 0));
        StoredRecord changed = all("deal").get(2);
        assertThat(changed.createdBy()).isEqualTo(company.member("Ann Lee"));
        assertThat(changed.createdAt()).isEqualTo("2020-01-01T16:00:00Z");
        assertThat(moves(deal.id()).getLast().to()).isEqualTo("qualification");
        assertThat(moves(deal.id()).getLast().enteredAt()).isEqualTo("2020-02-02T16:00:00Z");
        assertThat(moves(deal.id()).getLast().reason()).isEqualTo("brought along");

        assertThat(revert(id)).isEqualTo(new Counts(0, 1, 0, 0));
        assertThat(moves(deal.id())).isEqualTo(before);
        assertThat(all("deal").get(2).values()).isEqualTo(deal.values());
        assertThat(all("deal").get(2).createdAt()).isEqualTo(deal.createdAt());
        assertThat(all("deal").get(2).createdBy()).isEqualTo(deal.createdBy());
    }

    @Test
    void happensOnceAndNotBeforeTheRun() {
        UUID id = upload("name\nZoe\n", "{\"object\":\"contact\"}");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> company.call(() -> controller.revert(id.toString())))
                .withMessageStartingWith("import-not-run");
        run(id);
        revert(id);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> company.call(() -> controller.revert(id.toString())))
                .withMessageStartingWith("import-reverted");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> company.call(() -> controller.run(id.toString())))
                .withMessageStartingWith("import-reverted");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> companies.open().call(() -> controller.revert(id.toString())))
                .withMessageStartingWith("import-not-found");
    }
}
