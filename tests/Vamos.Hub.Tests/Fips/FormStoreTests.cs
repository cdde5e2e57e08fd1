namespace Vamos.Hub.Tests.Fips;

using Vamos.Common.V1;
using Vamos.Fips.V1;
using Vamos.Hub.Fips.Store;
using Vamos.Hub.Storage;
using Vamos.Hub.Tests.Storage;

/// <summary>Versions, requests, households and lists of the registry, the same over both databases.</summary>
public abstract class FormStoreTests(IStorageLab lab)
{
    [Fact]
    public async Task Form_comes_back_as_it_was_submitted_with_what_the_hub_sets()
    {
        using var registry = await OpenAsync();
        var form = TestForms.Of("99000101", "99000102", null);
        form.QualityOfLifeIndex = new QualityOfLifeIndex { Value = 99 };
        form.Provenance = new Provenance { Institution = "somebody-else" };

        var stored = await registry.StoreAsync(form);
        var found = (await registry.Registry.FindAsync(stored.FormId, 0, CancellationToken.None))!;

        Assert.Equal(stored, found);
        Assert.Equal((1, "mds", "fips"), (found.Version, found.Provenance.Institution, found.Provenance.System));
        Assert.True(Guid.TryParse(found.FormId, out var formId) && formId.Version == 7);
        Assert.True(Guid.TryParse(found.HouseholdId, out _));
        Assert.InRange(found.QualityOfLifeIndex.Value, 0.01, 98);
        Assert.InRange(found.UpdateTime.ToDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        form.QualityOfLifeIndex = null;
        form.Provenance = null;
        Assert.Equal(form, found.Submitted());
    }

    [Fact]
    public async Task Every_version_is_kept_and_the_latest_is_the_answer()
    {
        using var registry = await OpenAsync();
        var first = await registry.StoreAsync(TestForms.Of("99000101"));
        var changed = first.Clone();
        changed.Dwelling.Rooms = 5;
        var second = await registry.StoreAsync(changed);

        Assert.Equal((2, first.FormId, first.HouseholdId, 5), (second.Version, second.FormId, second.HouseholdId, second.Dwelling.Rooms));
        Assert.Equal(second, await registry.Registry.FindAsync(first.FormId, 0, CancellationToken.None));
        Assert.Equal(first, await registry.Registry.FindAsync(first.FormId, 1, CancellationToken.None));
        Assert.Null(await registry.Registry.FindAsync(first.FormId, 3, CancellationToken.None));
        Assert.Equal(2, Assert.Single(await registry.ListAsync()).Version);
    }

    [Fact]
    public async Task Of_those_who_change_one_version_at_once_one_succeeds_and_the_others_are_told_the_latest()
    {
        using var registry = await OpenAsync();
        using var other = await AnotherHubAsync(registry);
        var first = await registry.StoreAsync(TestForms.Of("99000101"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            var mine = first.Clone();
            mine.Dwelling.Rooms = 10 + i;
            return (await (i % 2 == 0 ? registry : other).SubmitAsync(mine)).Outcome!.Value;
        })));

        Assert.Single(outcomes, outcome => outcome.Kind == StoredKind.Stored);
        Assert.All(outcomes.Where(outcome => outcome.Kind != StoredKind.Stored), outcome => Assert.Equal((StoredKind.FormOutdated, 2), (outcome.Kind, outcome.CurrentVersion)));
    }

    [Fact]
    public async Task Same_request_gets_the_first_answer_however_often_and_wherever_it_is_sent()
    {
        using var registry = await OpenAsync();
        using var other = await AnotherHubAsync(registry);
        var form = TestForms.Of("99000101");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => (i % 2 == 0 ? registry : other).SubmitAsync(form, "once"))));
        var stored = Assert.Single(answers, answer => answer.Outcome!.Value.Kind == StoredKind.Stored).Form!;
        var changed = stored.Clone();
        changed.Dwelling.Rooms = 4;
        await registry.StoreAsync(changed);
        var late = await registry.SubmitAsync(form, "once");

        Assert.All(answers, answer => Assert.Equal(stored, answer.Form));
        Assert.Equal((StoredKind.Repeated, 1), (late.Outcome!.Value.Kind, late.Form!.Version));
        Assert.Single(await registry.ListAsync());
    }

    [Fact]
    public async Task Request_id_is_its_callers_own_and_names_one_form()
    {
        using var registry = await OpenAsync();
        await registry.SubmitAsync(TestForms.Of("99000101"), "mine");

        var reused = await registry.SubmitAsync(TestForms.Of("99000102"), "mine");
        var anothers = await registry.SubmitAsync(TestForms.Of("99000103"), "mine", RegistryLab.Mds with { Consumer = "utgs" });

        Assert.Equal(StoredKind.RequestReused, reused.Outcome!.Value.Kind);
        Assert.Equal(StoredKind.Stored, anothers.Outcome!.Value.Kind);
    }

    [Fact]
    public async Task Forms_that_name_what_is_not_there_are_not_stored()
    {
        using var registry = await OpenAsync();
        var stored = await registry.StoreAsync(TestForms.Of("99000101"));
        var (unknown, ahead, nowhere, versioned) = (stored.Clone(), stored.Clone(), TestForms.Of("99000102"), TestForms.Of("99000103"));
        (unknown.FormId, ahead.Version, nowhere.HouseholdId, versioned.Version) = ("0199-none", 7, "0199-none", 1);

        Assert.Equal(StoredKind.FormUnknown, (await registry.SubmitAsync(unknown)).Outcome!.Value.Kind);
        Assert.Equal(StoredKind.FormOutdated, (await registry.SubmitAsync(ahead)).Outcome!.Value.Kind);
        Assert.Equal(StoredKind.HouseholdUnknown, (await registry.SubmitAsync(nowhere)).Outcome!.Value.Kind);
        Assert.Equal(StoredKind.FormUnknown, (await registry.SubmitAsync(versioned)).Outcome!.Value.Kind);
        Assert.Single(await registry.ListAsync());
    }

    [Fact]
    public async Task Form_with_people_who_are_known_belongs_to_their_household_also_where_both_come_at_once()
    {
        using var registry = await OpenAsync();
        using var other = await AnotherHubAsync(registry);

        var forms = await Task.WhenAll(Enumerable.Range(1, 8).Select(month => Task.Run(() =>
            (month % 2 == 0 ? registry : other).StoreAsync(TestForms.Of("99000101", "99000102").On(2026, month, 2)))));
        var newcomer = await registry.StoreAsync(TestForms.Of("99000101", "99000102", "99000109").On(2026, 10, 1));

        Assert.Single(forms.Append(newcomer).Select(form => form.HouseholdId).Distinct());
        var view = await registry.Registry.HouseholdOfAsync(new NationalId { Number = "99000109" }, CancellationToken.None);
        Assert.NotNull(view);
        Assert.Equal(["99000101", "99000102", "99000109"], view.Numbers());
        Assert.NotNull(view.QualityOfLifeIndex);
    }

    [Fact]
    public async Task Somebody_who_moves_out_is_found_where_the_later_interview_was_and_both_households_say_so()
    {
        using var registry = await OpenAsync();
        var parents = await registry.StoreAsync(TestForms.Of("99000101", "99000102", "99000103").On(2025, 3, 1));
        var own = await registry.StoreAsync(TestForms.Of("99000103", "99000104").On(2026, 3, 1));

        var moved = await registry.Registry.HouseholdOfAsync(new NationalId { Number = "99000103" }, CancellationToken.None);
        var stayed = await registry.Registry.HouseholdOfAsync(new NationalId { Number = "99000102" }, CancellationToken.None);

        Assert.NotEqual(parents.HouseholdId, own.HouseholdId);
        Assert.Equal((own.HouseholdId, parents.HouseholdId), (moved!.HouseholdId, stayed!.HouseholdId));
        Assert.DoesNotContain("99000103", stayed.Numbers());
        var change = Assert.Single(stayed.HouseholdChanges);
        Assert.Equal((HouseholdChangeKind.Split, own.HouseholdId, own.FormId), (change.Kind, change.OtherHouseholdId, change.FormId));
    }

    [Fact]
    public async Task Person_whom_no_form_names_has_no_household()
    {
        using var registry = await OpenAsync();
        var first = await registry.StoreAsync(TestForms.Of("99000101", "99000102"));
        var without = first.Clone();
        without.Members.RemoveAt(1);
        await registry.StoreAsync(without);

        Assert.NotNull(await registry.Registry.HouseholdOfAsync(new NationalId { Number = "99000101", CountryCode = "PY" }, CancellationToken.None));
        Assert.Null(await registry.Registry.HouseholdOfAsync(new NationalId { Number = "99000102" }, CancellationToken.None));
        Assert.Null(await registry.Registry.HouseholdOfAsync(new NationalId { Number = "99000101", Letter = "A" }, CancellationToken.None));
    }

    [Fact]
    public async Task Lists_go_by_territory_and_time_and_miss_nothing_while_others_write()
    {
        using var registry = await OpenAsync();
        var forms = new List<IntegratedProtectionForm>();
        for (var i = 0; i < 24; i++)
            forms.Add(await registry.StoreAsync(TestForms.Of($"990002{i:00}").In(i % 3 == 0 ? "1116" : i % 3 == 1 ? "1101" : "0607")));
        var since = forms[12].UpdateTime.ToDateTimeOffset();

        Assert.Equal(8, (await registry.ListAsync("1116")).Count);
        Assert.Equal(16, (await registry.ListAsync("11", size: 5)).Count);
        Assert.Equal(forms.Select(form => form.FormId), (await registry.ListAsync(size: 7)).Select(form => form.FormId));
        Assert.Equal(
            forms.Where(form => form.UpdateTime.ToDateTimeOffset() >= since).Select(form => form.FormId), (await registry.ListAsync(since: since)).Select(form => form.FormId));

        var next = 0;
        var read = await registry.ListAsync(size: 4, betweenPages: async () =>
        {
            if (next < 6)
            {
                var changed = forms[next].Clone();
                changed.Dwelling.Rooms = 9;
                forms[next++] = await registry.StoreAsync(changed);
            }
        });
        Assert.Equal(forms.Select(form => (form.FormId, form.Version)).Order(), read.GroupBy(form => form.FormId).Select(own => (own.Key, own.Max(form => form.Version))).Order());
    }

    [Fact]
    public async Task Page_token_of_another_list_or_another_hand_is_refused()
    {
        using var registry = await OpenAsync();
        for (var i = 0; i < 3; i++)
            await registry.StoreAsync(TestForms.Of($"9900030{i}"));
        var token = (await registry.Listing.PageAsync("11", null, 1, "", CancellationToken.None))!.NextPageToken;

        Assert.NotNull(await registry.Listing.PageAsync("11", null, 1, token, CancellationToken.None));
        Assert.Null(await registry.Listing.PageAsync("", null, 1, token, CancellationToken.None));
        Assert.Null(await registry.Listing.PageAsync("11", DateTimeOffset.UnixEpoch, 1, token, CancellationToken.None));
        foreach (var wrong in new[] { "x", "????", token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), new string('A', 5000) })
            Assert.Null(await registry.Listing.PageAsync("11", null, 1, wrong, CancellationToken.None));
    }

    [Fact]
    public async Task Form_erased_by_law_is_gone_from_every_answer_and_leaves_its_tombstone()
    {
        using var registry = await OpenAsync();
        var kept = await registry.StoreAsync(TestForms.Of("99000401"));
        var first = await registry.StoreAsync(TestForms.Of("99000402"));
        first.Dwelling.Rooms = 8;
        var second = await registry.StoreAsync(first);

        Assert.True(await registry.Store.Erasure.EraseByLawAsync(second.FormId, "Ley 7593/2025, art. 1, exp. 17", CancellationToken.None));
        Assert.False(await registry.Store.Erasure.EraseByLawAsync(second.FormId, "again", CancellationToken.None));

        Assert.Null(await registry.Registry.FindAsync(second.FormId, 0, CancellationToken.None));
        Assert.Null(await registry.Registry.FindAsync(second.FormId, 1, CancellationToken.None));
        Assert.Null(await registry.Registry.HouseholdOfAsync(new NationalId { Number = "99000402" }, CancellationToken.None));
        Assert.Equal(kept.FormId, Assert.Single(await registry.ListAsync()).FormId);
        Assert.Equal(StoredKind.FormUnknown, (await registry.SubmitAsync(second)).Outcome!.Value.Kind);
        var told = (await registry.Store.ChangesAsync(3, 10, CancellationToken.None)).Single();
        Assert.Contains("99000402", told.People, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operator_erases_a_form_by_hand_and_is_told_when_there_is_none()
    {
        var database = lab.NewDatabase();
        string formId;
        using (var registry = await RegistryLab.OpenAsync(database))
            formId = (await registry.StoreAsync(TestForms.Of("99000401"))).FormId;

        Assert.Equal(0, await HubHost.RunAsync(["fips", "erase", formId, "--basis", "Ley 7593/2025", $"--Hub:Fips:Database={database}"]));
        Assert.Equal(9, await HubHost.RunAsync(["fips", "erase", formId, "--basis", "Ley 7593/2025", $"--Hub:Fips:Database={database}"]));
        Assert.Equal(64, await HubHost.RunAsync(["fips", "erase", formId]));

        using var again = await RegistryLab.OpenAsync(database);
        Assert.Empty(await again.ListAsync());
    }

    [Fact]
    public async Task Tables_are_made_once_and_a_registry_that_is_opened_again_goes_on()
    {
        var database = lab.NewDatabase();
        IntegratedProtectionForm stored;
        byte[] token;
        using (var registry = await RegistryLab.OpenAsync(database))
        {
            stored = await registry.StoreAsync(TestForms.Of("99000501"));
            token = registry.Store.Tokens.Write(1, "watch");
        }

        using var again = await RegistryLab.OpenAsync(database);
        Assert.Equal(stored, await again.Registry.FindAsync(stored.FormId, 0, CancellationToken.None));
        Assert.Equal(1, again.Store.Tokens.Read(token, "watch"));
    }

    /// <summary>Another hub over the same database; with SQLite there is only one.</summary>
    private static async Task<RegistryLab> AnotherHubAsync(RegistryLab registry)
    {
        try
        {
            return await RegistryLab.OpenAsync(registry.Database);
        }
        catch (StorageException)
        {
            return registry;
        }
    }

    private Task<RegistryLab> OpenAsync() => RegistryLab.OpenAsync(lab.NewDatabase());
}

public sealed class SqliteFormStoreTests(SqliteLab lab) : FormStoreTests(lab), IClassFixture<SqliteLab>;

public sealed class PostgresFormStoreTests(PostgresLab lab) : FormStoreTests(lab), IClassFixture<PostgresLab>;
