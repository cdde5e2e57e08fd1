namespace Vamos.Adapters.Tests.Health.Fhir;

using Vamos.Adapters.Health.Fhir;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Sandbox.LegacySystems;
using Vamos.Sandbox.LegacySystems.Health;
using Vamos.Sandbox.Population;

public sealed class FhirChangesTests : IAsyncLifetime
{
    private static readonly Cedula Child = new(TestPeople.ChildWithIncompleteVaccination);
    private readonly StoppedClock _clock = new();
    private FhirServer _server = null!;
    private FhirReader _reader = null!;

    public async Task InitializeAsync()
    {
        _server = await FhirServer.StartAsync(SimulatedPopulation.Generate(1, 100, FhirLab.Today), _clock);
        _reader = await new FhirReader(Settings).OpenedAsync();
    }

    public async Task DisposeAsync()
    {
        _reader.Dispose();
        await _server.DisposeAsync();
    }

    private FhirSettings Settings => new() { Address = _server.Address, ChangeOverlap = TimeSpan.FromMinutes(2) };

    [Fact]
    public async Task Dose_given_now_is_a_change_of_the_child_once()
    {
        var start = await _reader.ChangesAsync(null);
        _server.AddImmunization(Child, "SPR", 1, FhirLab.Today);

        var page = await _reader.ChangesAsync(start.Position);

        Assert.Empty(start.Changes);
        var change = Assert.Single(page.Changes);
        Assert.Equal((FhirReader.Id(Child.Number), FactKinds.Of(FactKind.Immunization), _clock.GetUtcNow()), (change.Person, change.Kinds, change.Time));
        Assert.Empty((await _reader.ChangesAsync(page.Position)).Changes);
        Assert.Empty((await _reader.ChangesAsync(change.Position)).Changes);
        var records = await _reader.AskAsync(Child.Number);
        Assert.Contains(records.Immunizations, dose => dose is { VaccineCode: "03", DoseNumber: 1 });
    }

    [Fact]
    public async Task Death_registered_now_is_a_change_of_everything_about_the_person()
    {
        var start = await _reader.ChangesAsync(null);
        _server.RegisterDeath(new Cedula(TestPeople.IndigenousManOf56), FhirLab.Today);

        var change = Assert.Single((await _reader.ChangesAsync(start.Position)).Changes);

        Assert.Equal((FhirReader.Id(TestPeople.IndigenousManOf56), true), (change.Person, change.Kinds.IsEmpty));
        Assert.Equal(Date.From(FhirLab.Today), (await _reader.AskAsync(TestPeople.IndigenousManOf56)).Person.Death.Date);
    }

    [Fact]
    public async Task Hundreds_of_changes_of_one_moment_come_once_each_and_none_is_missing()
    {
        var position = (await _reader.ChangesAsync(null)).Position;
        const int Doses = 730;
        for (var i = 0; i < Doses; i++)
            _server.AddImmunization(i % 2 == 0 ? Child : new Cedula(TestPeople.SchoolchildInVilleta), "SPR", 1, FhirLab.Today);

        List<RecordChange> told = [];
        var pages = 0;
        ChangePage page;
        do
        {
            page = await _reader.ChangesAsync(position);
            told.AddRange(page.Changes);
            position = page.Position;
            Assert.True(page.Changes.Count <= 400 && ++pages < 20);
        }
        while (page.More);

        Assert.Equal(Doses, told.Count);
        Assert.Equal(Doses / 2, told.Count(change => change.Person.Number == $"{Child.Number}"));
        Assert.True(pages > 2);
    }

    [Fact]
    public async Task Feed_goes_on_behind_any_change_that_was_seen()
    {
        var start = await _reader.ChangesAsync(null);
        for (var i = 1; i <= 3; i++)
            _server.AddImmunization(Child, "DPT", i, FhirLab.Today);
        var all = (await _reader.ChangesAsync(start.Position)).Changes;

        Assert.Equal(3, all.Count);
        Assert.Equal(2, (await _reader.ChangesAsync(all[0].Position)).Changes.Count);
        Assert.Single((await _reader.ChangesAsync(all[1].Position)).Changes);
    }

    [Fact]
    public async Task After_a_new_start_nothing_is_missing_and_repeats_end()
    {
        var start = await _reader.ChangesAsync(null);
        _server.AddImmunization(Child, "DPT", 1, FhirLab.Today);
        var seen = Assert.Single((await _reader.ChangesAsync(start.Position)).Changes);
        _server.AddImmunization(Child, "DPT", 2, FhirLab.Today);

        using var later = await new FhirReader(Settings).OpenedAsync();
        var page = await later.ChangesAsync(seen.Position);

        Assert.Equal(2, page.Changes.Count);
        Assert.Empty((await later.ChangesAsync(page.Position)).Changes);
    }

    [Fact]
    public async Task Change_that_comes_to_light_late_is_not_missed()
    {
        var start = await _reader.ChangesAsync(null);
        _server.AddImmunization(Child, "DPT", 1, FhirLab.Today);
        var first = await _reader.ChangesAsync(start.Position);
        _clock.Back(TimeSpan.FromSeconds(20));
        _server.AddImmunization(Child, "DPT", 2, FhirLab.Today);

        Assert.Single((await _reader.ChangesAsync(first.Position)).Changes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("fhir1")]
    [InlineData("fhir1.1.2.3..0")]
    [InlineData("fhir1.1.2.3.99999999999999999999..0")]
    [InlineData("fhir1.1.2.3.-4..0")]
    [InlineData("fhir2.1.2.3.4..0")]
    [InlineData("x|y=z")]
    public async Task Position_of_another_feed_is_refused(string position) =>
        Assert.False((await Assert.ThrowsAsync<ChangePositionException>(() => _reader.ChangesAsync(position))).IsTooOld);

    [Theory]
    [InlineData(Mood.Down)]
    [InlineData(Mood.Failing)]
    [InlineData(Mood.Garbage)]
    public async Task Server_that_misbehaves_is_a_failure_and_mends(Mood mood)
    {
        var start = await _reader.ChangesAsync(null);
        await _server.DisturbAsync(new Disturbance(mood), CancellationToken.None);

        await Assert.ThrowsAsync<LegacySystemException>(() => _reader.ChangesAsync(start.Position));
        await Assert.ThrowsAsync<LegacySystemException>(() => _reader.AskAsync(Child.Number));
        await _server.DisturbAsync(Disturbance.None, CancellationToken.None);
        Assert.True((await _reader.AskAsync(Child.Number)).Found);
    }

    [Fact]
    public async Task Server_that_opens_to_a_token_alone_refuses_others()
    {
        await using var closed = await FhirServer.StartAsync(SimulatedPopulation.Generate(1, 10, FhirLab.Today), TimeProvider.System, token: "x");
        using var reader = await new FhirReader(new FhirSettings { Address = closed.Address, Credentials = FhirCredentials.Bearer("y") }).OpenedAsync();

        var failure = await Assert.ThrowsAsync<LegacySystemException>(() => reader.AskAsync(Child.Number));

        Assert.Contains("error login", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Stands still, so that many changes have one moment.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

        public override DateTimeOffset GetUtcNow() => _now;

        public void Back(TimeSpan span) => _now -= span;
    }
}
