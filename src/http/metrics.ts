import { Gauge, Registry } from 'prom-client';
import type { Clock } from '../context.ts';
import type { ResponseTimeRecorder } from './response-times.ts';

/** What Prometheus reads: response times by service class, as this process saw them since it began. */
export async function metricsText(
  recorder: ResponseTimeRecorder,
  environment: { name: string; clock: Clock },
): Promise<string> {
  const registry = new Registry();
  registry.setDefaultLabels({ environment: environment.name });
  const requests = gauge(registry, 'carm_requests_total', 'Requests answered', ['service_class']);
  const seconds = gauge(registry, 'carm_response_seconds', 'Response time', ['service_class', 'quantile']);
  for (const [serviceClass, histogram] of recorder.histograms) {
    requests.set({ service_class: serviceClass }, histogram.count);
    for (const quantile of [0.5, 0.9, 0.98, 0.99]) {
      seconds.set({ service_class: serviceClass, quantile }, histogram.percentile(quantile * 100) / 1e6);
    }
  }
  const memory = gauge(registry, 'carm_resident_memory_bytes', 'Memory of the process', []);
  memory.set(process.memoryUsage.rss());
  return registry.metrics();
}

function gauge<L extends string>(registry: Registry, name: string, help: string, labelNames: L[]): Gauge<L> {
  return new Gauge({ name, help, labelNames, registers: [registry] });
}
