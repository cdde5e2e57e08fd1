namespace Vamos.Hub.Tests.Beneficiaries;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Hub.Tests.Running;

public sealed class LookupScopeTests
{
    private const string Known = "99000004";

    [Fact]
    public async Task Mask_asks_only_the_sources_that_hold_what_is_wanted()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var mspbs = await ScriptedAdapter.StartAsync("mspbs");
        mspbs.Offers = [FactKind.Immunization];
        await using var hub = await RunningHub.StartAsync(mds, mspbs);
        await hub.DescribedAsync();

        var found = await hub.GetAsync(Known, null, "enrollments");

        Assert.Equal([SourceState.Ok, SourceState.NotAsked], found.Sources.OfAdapters().Select(s => s.State));
        Assert.Equal(0, mspbs.Asked);
    }

    [Fact]
    public async Task Mask_keeps_what_is_wanted_and_always_the_sources()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);

        var found = await hub.GetAsync(Known, null, "person.name.first_given_name");

        Assert.Equal("Perséfone", found.Person.Name.FirstGivenName);
        Assert.Empty(found.Person.Name.FirstSurname);
        Assert.Null(found.Person.NationalId);
        Assert.Empty(found.Enrollments);
        Assert.Empty(found.PersonRecords);
        Assert.Single(found.Sources.OfAdapters());
    }

    [Fact]
    public async Task Mask_that_no_source_can_serve_is_answered_with_nothing_and_says_why()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.DescribedAsync();

        var found = await hub.GetAsync(Known, null, "immunizations");

        Assert.Empty(found.Immunizations);
        Assert.Equal(SourceState.NotAsked, Assert.Single(found.Sources.OfAdapters()).State);
    }

    [Fact]
    public void Mask_knows_the_kind_of_every_field_of_a_beneficiary()
    {
        var fields = Beneficiary.Descriptor.Fields.InDeclarationOrder().Select(f => f.Name).Where(name => name != "sources");

        Assert.All(fields, field => Assert.NotEmpty(Hub.Beneficiaries.LookupScope.Whole([field], new HashSet<string>()).Kinds));
    }
}
