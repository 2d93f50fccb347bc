import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { LoadFigures } from '../load/figures.ts';
import type { BusinessFigures } from './figures.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer]);

const blue = '#26374a';
const red = '#a62a1e';
const size = { width: 860, height: 280 };

const outcomes = {
  en: { accepted: 'accepted', rejected: 'rejected' },
  fr: { accepted: 'acceptées', rejected: 'rejetées' },
};

export function declarationsChart(figures: BusinessFigures, language: 'en' | 'fr'): string {
  const { accepted, rejected } = outcomes[language];
  return draw({
    legend: { data: [accepted, rejected], top: 0 },
    xAxis: { type: 'category', data: figures.declarationsByDay.map((each) => each.day.slice(5)) },
    yAxis: { type: 'value' },
    series: [
      series(
        accepted,
        figures.declarationsByDay.map((each) => each.accepted),
        blue,
      ),
      series(
        rejected,
        figures.declarationsByDay.map((each) => each.rejected),
        red,
      ),
    ],
  });
}

export function revenueChart(figures: BusinessFigures, language: 'en' | 'fr'): string {
  return draw({
    grid: { left: 260, right: 60, top: 10, bottom: 30 },
    xAxis: { type: 'value' },
    yAxis: { type: 'category', data: figures.revenue.map((each) => each.name[language]) },
    series: [
      {
        ...series(
          '$',
          figures.revenue.map((each) => Number(each.amount)),
          blue,
        ),
        label: { show: true, position: 'right' },
      },
    ],
  });
}

/** Response times on a logarithmic axis, with the two limits of the requirement. */
export function responseTimeChart({ responseTime }: LoadFigures): string {
  const { median, p90, p98, p99, max } = responseTime;
  return draw({
    xAxis: { type: 'category', data: ['50 %', '90 %', '98 %', '99 %', 'max'] },
    yAxis: { type: 'log', name: 'ms', min: 0.1, max: 10_000 },
    series: [
      {
        ...series(
          'ms',
          [median, p90, p98, p99, max].map((each) => Math.max(0.1, Number(each.toFixed(1)))),
          blue,
        ),
        label: { show: true, position: 'top' },
        markLine: {
          symbol: 'none',
          lineStyle: { color: red },
          data: [
            { yAxis: 500, name: '0.5 s' },
            { yAxis: 2000, name: '2.0 s' },
          ],
        },
      },
    ],
  });
}

function series(name: string, data: number[], color: string) {
  return { name, type: 'bar', data, itemStyle: { color }, animation: false };
}

function draw(option: EChartsCoreOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  chart.setOption({ grid: { left: 60, right: 20, top: 40, bottom: 40 }, ...option, animation: false });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
