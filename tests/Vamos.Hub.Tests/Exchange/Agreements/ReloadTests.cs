namespace Vamos.Hub.Tests.Exchange.Agreements;

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Vamos.Exchange.V1;
using Vamos.Hub.Exchange.Agreements;

/// <summary>Documents that change while calls pass.</summary>
public sealed class ReloadTests : IDisposable
{
    private const string Get = "/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary";

    private readonly AgreementsFolder _folder = new();
    private readonly EventIds _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Start_on_bad_documents_fails_and_lists_every_error()
    {
        _folder.Write("agreements/mtess.yaml", AgreementsFolder.Agreement.Replace("24h", "ever").Replace("status]", "stat]"));

        var error = Assert.Throws<AgreementsException>(Load);

        Assert.Equal(2, error.Errors.Count);
        Assert.Contains("agreements/mtess.yaml:8: error: max_staleness", error.Message, StringComparison.Ordinal);
        Assert.Contains("methods[0].fields[0]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Good_change_swaps_the_book_and_a_call_underway_keeps_its_own()
    {
        var agreements = Load();
        var underway = agreements.Book;
        _folder.Delete("agreements/mtess.yaml");

        Assert.True(agreements.Reload());

        Assert.True(Granted(underway));
        Assert.False(Granted(agreements.Book));
        Assert.NotEqual(underway.Version, agreements.State.Version);
        Assert.Equal([1100, 1100], _log.Ids);
    }

    [Fact]
    public void Bad_change_keeps_the_last_good_book_raises_one_alarm_and_is_shown()
    {
        var agreements = Load();
        var good = agreements.Book;
        _folder.Write("institutions.yaml", "institutions: nobody");

        Assert.False(agreements.Reload());
        Assert.False(agreements.Reload());

        Assert.Same(good, agreements.Book);
        Assert.False(agreements.State.IsCurrent);
        Assert.NotEmpty(agreements.State.Errors);
        Assert.Equal(good.Version, agreements.State.Version);
        Assert.Equal([1100, 1101], _log.Ids);

        _folder.Write("institutions.yaml", AgreementsFolder.Institutions);
        Assert.False(agreements.Reload());
        Assert.True(agreements.State.IsCurrent);
        Assert.Empty(agreements.State.Errors);
        Assert.Equal(1105, _log.Ids.Last());
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(50)]
    public async Task Running_reload_notices_changes_and_recovers_from_bad_ones(int intervalMs)
    {
        var agreements = Load();
        using var reload = new AgreementsReload(agreements, _folder.Path, TimeProvider.System, _log.For<AgreementsReload>())
        {
            Interval = TimeSpan.FromMilliseconds(intervalMs),
            Quiet = TimeSpan.FromMilliseconds(50),
        };
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await reload.StartAsync(stop.Token);

        await Until(() => _folder.Write("institutions.yaml", "{"), () => !agreements.State.IsCurrent);
        Assert.True(Granted(agreements.Book));

        await Until(
            () =>
            {
                _folder.Write("institutions.yaml", AgreementsFolder.Institutions);
                _folder.Write("agreements/mtess.yaml", AgreementsFolder.Agreement.Replace("BENEFIT_CONTROL", "REFERRAL"));
            },
            () => agreements.State.IsCurrent && !Granted(agreements.Book));

        await reload.StopAsync(stop.Token);
    }

    [Fact]
    public async Task No_call_is_dropped_while_documents_change()
    {
        var agreements = Load();
        var gate = new AgreementGate(agreements, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        using var started = new CountdownEvent(3);
        var calls = Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(Ask, stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
        Assert.True(started.Wait(TimeSpan.FromSeconds(20), CancellationToken.None));

        for (var i = 1; i <= 20; i++)
        {
            _folder.Write("agreements/mtess.yaml", AgreementsFolder.Agreement.Replace("per_day: 100", $"per_day: {100 + i}"));
            Assert.True(agreements.Reload());
        }

        await stop.CancelAsync();
        await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(30));

        void Ask()
        {
            Assert.True(gate.Decide("mtess", Get, Purpose.BenefitControl, null).IsGranted);
            started.Signal();
            while (!stop.IsCancellationRequested)
                Assert.True(gate.Decide("mtess", Get, Purpose.BenefitControl, null).IsGranted);
        }
    }

    private CurrentAgreements Load() => CurrentAgreements.Load(_folder.Path, TimeProvider.System, _log.For<CurrentAgreements>());

    private static bool Granted(Vamos.Trust.Agreements.AgreementBook book) =>
        book.Decide("mtess", Get, Purpose.BenefitControl, null, new DateOnly(2026, 6, 1)).IsGranted;

    private static async Task Until(Action change, Func<bool> condition)
    {
        change();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
            await Task.Delay(20, limit.Token);
    }

    private sealed class EventIds : ILoggerProvider
    {
        private readonly ConcurrentQueue<int> _ids = new();

        public IEnumerable<int> Ids => _ids;

        public ILogger<T> For<T>() => LoggerFactory.Create(b => b.AddProvider(this)).CreateLogger<T>();

        public ILogger CreateLogger(string categoryName) => new Collector(_ids);

        public void Dispose()
        {
        }

        private sealed class Collector(ConcurrentQueue<int> ids) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                ids.Enqueue(eventId.Id);
        }
    }
}
