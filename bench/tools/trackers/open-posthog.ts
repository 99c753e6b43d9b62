import posthog from 'posthog-js';
import type { EventRecorder } from './event-recorder.js';

/**
 * Opens posthog-js, which batches by default, with all optional features off. Its cap of ten events a second is raised, because it
 * drops events beyond it. Its bot filter is off, because it matches a driven browser.
 */
export function openPosthog(): Promise<EventRecorder> {
  return new Promise((resolve) => {
    posthog.init('phc_bench', {
      api_host: `${location.origin}/collect/posthog`,
      defaults: '2026-01-30',
      autocapture: false,
      capture_pageview: false,
      capture_pageleave: false,
      capture_performance: false,
      capture_exceptions: false,
      capture_dead_clicks: false,
      disable_session_recording: true,
      disable_surveys: true,
      disable_external_dependency_loading: true,
      advanced_disable_flags: true,
      opt_out_useragent_filter: true,
      rate_limiting: { events_per_second: 1_000_000, events_burst_limit: 10_000_000 },
      loaded: () => resolve({ record: ({ name, parameters }) => posthog.capture(name, parameters) }),
    });
  });
}
