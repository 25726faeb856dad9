package io.ripeline.http;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/// Settings of Spring's that the edge relies on, weaker than anything an operator says.
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:http-defaults.properties")
class HttpDefaults {}
