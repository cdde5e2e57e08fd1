namespace Vamos.Hub.Tests.Fips;

using Vamos.Fips.V1;
using Vamos.Hub.Fips;
using Vamos.Hub.Fips.Store;

/// <summary>A registry in a database of its own; a second one over the same database is another hub's.</summary>
internal sealed class RegistryLab : IDisposable
{
    public static readonly Submission Mds = new("mds", "agent-7", "everything", "exchange-1");

    private static int _requests;

    private RegistryLab(string database, FormStore store)
    {
        (Database, Store) = (database, store);
        Registry = new FormRegistry(store, TimeProvider.System);
        Listing = new FormListing(store);
        Watch = new FormWatch(store);
        Import = new FormImport(store, TimeProvider.System);
    }

    public string Database { get; }

    public FormStore Store { get; }

    public FormRegistry Registry { get; }

    public FormListing Listing { get; }

    public FormWatch Watch { get; }

    public FormImport Import { get; }

    public static async Task<RegistryLab> OpenAsync(string database) =>
        new(database, await FormStore.OpenAsync(database, TimeProvider.System, CancellationToken.None));

    public static string NewRequest() => $"request-{Interlocked.Increment(ref _requests)}";

    public Task<Submitted> SubmitAsync(IntegratedProtectionForm form, string? request = null, Submission? by = null) =>
        Registry.SubmitAsync(form.Clone(), request ?? NewRequest(), by ?? Mds, CancellationToken.None);

    /// <summary>Submits a form that is stored.</summary>
    public async Task<IntegratedProtectionForm> StoreAsync(IntegratedProtectionForm form)
    {
        var submitted = await SubmitAsync(form);
        Assert.DoesNotContain(submitted.Violations, violation => violation.Severity == ViolationSeverity.Error);
        Assert.Equal(StoredKind.Stored, submitted.Outcome!.Value.Kind);
        return submitted.Form!.Clone();
    }

    /// <summary>All forms of a list, page by page.</summary>
    public async Task<List<IntegratedProtectionForm>> ListAsync(
        string territory = "", int size = 500, DateTimeOffset? since = null, Func<Task>? betweenPages = null)
    {
        var all = new List<IntegratedProtectionForm>();
        var token = "";
        do
        {
            var page = (await Listing.PageAsync(territory, since, size, token, CancellationToken.None))!;
            Assert.True(page.Forms.Count <= size);
            all.AddRange(page.Forms);
            token = page.NextPageToken;
            if (betweenPages is not null)
                await betweenPages();
        }
        while (token.Length != 0);
        return all;
    }

    public void Dispose() => Store.Dispose();
}
