namespace Vamos.Adapters.Tests.Hosting;

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Vamos.Hosting.Metrics;

public sealed class MetricLabelsTests
{
    [Fact]
    public void The_same_labels_in_any_order_are_one_series()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using var metrics = new PrometheusMetrics(factory);
        var counter = factory.Create("test").CreateCounter<long>("test.calls");

        for (var i = 0; i < 3; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("code", 200), new("kind", "a"));
            counter.Add(1, new KeyValuePair<string, object?>("kind", "a"), new("code", 200));
            counter.Add(1, new KeyValuePair<string, object?>("kind", "b"), new("code", 200));
            counter.Add(1, new KeyValuePair<string, object?>("kind", null));
            counter.Add(1);
        }

        var text = metrics.Write();
        Assert.Contains("test_calls_total{code=\"200\",kind=\"a\"} 6\n", text, StringComparison.Ordinal);
        Assert.Contains("test_calls_total{code=\"200\",kind=\"b\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("test_calls_total{kind=\"\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("test_calls_total 3\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_that_ends_with_its_unit_says_it_once()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using var metrics = new PrometheusMetrics(factory);
        factory.Create("test").CreateCounter<long>("test.bytes", "By").Add(5);

        Assert.Contains("\ntest_bytes_total 5\n", metrics.Write(), StringComparison.Ordinal);
    }
}
