package io.ripeline.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.WithCompanies;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
class ProvisionTenantIT {

    @Autowired
    private Companies companies;

    @Test
    void works() {
        Company company = companies.provision();
        var deal = company.admin().create("deal", "{\"name\": \"Racking\"}");
        assertThat(company.admin().get("deal", deal.id()).text("stage")).contains("prospecting");
    }
}
