package io.ripeline.application;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The one process of Ripeline: API, browser pages, jobs and, by default, its own database and issuer.
@SpringBootApplication(scanBasePackages = "io.ripeline")
public class RipelineApplication {

    public static void main(String[] args) {
        SpringApplication.run(RipelineApplication.class, args);
    }
}
