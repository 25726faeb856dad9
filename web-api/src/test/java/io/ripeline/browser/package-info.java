/// Ripeline as people meet it: the built pages in a real Chromium, before a whole server. Start at
/// [io.ripeline.browser.BrowserTest]; what a page does with a given answer is tested beside the pages themselves.
@NullMarked
package io.ripeline.browser;

import org.jspecify.annotations.NullMarked;
