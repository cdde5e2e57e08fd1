namespace Vamos.Hub.Tests.Fips;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Fips.V1;
using Vamos.Hub.Tests.Running;
using Vamos.Hub.Tests.Storage;

/// <summary>Forms as they are stored, told from any token on.</summary>
public sealed class WatchFormsTests
{
    [Fact(Timeout = 60_000)]
    public async Task Forms_are_told_in_their_order_and_from_any_token_on()
    {
        await using var lab = await FipsLab.StartAsync();
        await lab.SubmitAsync(TestForms.Of("99000700"));
        await using var watch = await Watch.OpenAsync(lab.Client(), new WatchFormsRequest());
        var stored = new List<IntegratedProtectionForm>();
        for (var i = 1; i < 6; i++)
            stored.Add(await lab.SubmitAsync(TestForms.Of($"9900070{i}")));
        stored[0].Dwelling.Rooms = 7;
        stored.Add(await lab.SubmitAsync(stored[0]));
        stored[0] = (await lab.Client().GetFormAsync(new GetFormRequest { FormId = stored[0].FormId, Version = 1 }, FipsLab.Case)).Form;

        var told = new List<WatchFormsResponse>();
        for (var i = 0; i < 6; i++)
            told.Add(await watch.NextAsync());
        Assert.Equal(stored, told.Select(response => response.Form));

        await using var later = await Watch.OpenAsync(lab.Client(), new WatchFormsRequest { ResumeToken = told[2].ResumeToken });
        Assert.Equal([stored[3], stored[4], stored[5]], [(await later.NextAsync()).Form, (await later.NextAsync()).Form, (await later.NextAsync()).Form]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Only_the_territory_and_the_fields_that_are_wanted_are_told()
    {
        await using var lab = await FipsLab.StartAsync();
        await using var department = await Watch.OpenAsync(
            lab.Client(), new WatchFormsRequest { TerritoryCode = "06", ReadMask = new() { Paths = { "interview.place.district_code" } } });

        await lab.SubmitAsync(TestForms.Of("99000701").In("1116"));
        await lab.SubmitAsync(TestForms.Of("99000702").In("0607"));
        await lab.SubmitAsync(TestForms.Of("99000703").In("0601"));

        Assert.Equal(new IntegratedProtectionForm { Interview = new Interview { Place = new() { DistrictCode = "0607" } } }, (await department.NextAsync()).Form);
        Assert.Equal("0601", (await department.NextAsync()).Form.Interview.Place.DistrictCode);
        Assert.Contains((await lab.AccessesAsync("99000702")), record => record.Method.EndsWith("/WatchForms", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Token_of_another_feed_is_refused_and_one_ahead_of_the_feed_is_expired()
    {
        await using var lab = await FipsLab.StartAsync();
        await using var other = await FipsLab.StartAsync();
        await other.SubmitAsync(TestForms.Of("99000701"));
        var ahead = ByteString.CopyFrom(lab.Hub.Part<Hub.Fips.Store.FormStore>().Tokens.Write(1_000, "watch"));
        var foreign = ByteString.CopyFrom(other.Hub.Part<Hub.Fips.Store.FormStore>().Tokens.Write(0, "watch"));

        foreach (var token in new[] { foreign, ByteString.CopyFromUtf8("nonsense"), ByteString.CopyFrom(new byte[10_000]) })
        {
            var refused = await Fails.WithAsync(StatusCode.InvalidArgument, () => OpenAndReadAsync(lab, token));
            Assert.Equal("resume_token", Assert.Single(refused.Fields).Field);
        }

        Assert.Equal(ErrorReasons.ResumeTokenExpired, (await Fails.WithAsync(StatusCode.OutOfRange, () => OpenAndReadAsync(lab, ahead))).Reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task Quiet_stream_ends_with_its_agreement_and_every_stream_when_the_hub_stops()
    {
        var folder = Directory.CreateTempSubdirectory("vamos-watch-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "agreements"));
        foreach (var file in Directory.GetFiles(FipsLab.Folder, "*.yaml", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(folder, Path.GetRelativePath(FipsLab.Folder, file)));
        var lab = await FipsLab.StartAsync($"--Hub:Agreements:Directory={folder}");
        await using var ofMds = await Watch.OpenAsync(lab.Client("mds"), new WatchFormsRequest());
        await using var ofUtgs = await Watch.OpenAsync(lab.Client(), new WatchFormsRequest());

        File.Delete(Path.Combine(folder, "agreements", "mds.yaml"));
        Assert.Equal(ErrorReasons.NoAgreement, (await Fails.WithAsync(StatusCode.PermissionDenied, ofMds.NextAsync)).Reason);

        var stopped = Fails.WithAsync(StatusCode.Unavailable, ofUtgs.NextAsync);
        lab.Hub.Part<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().StopApplication();
        Assert.Equal(ErrorReasons.Stopping, (await stopped).Reason);
        await lab.DisposeAsync();
    }

    private static async Task OpenAndReadAsync(FipsLab lab, ByteString token)
    {
        await using var watch = await Watch.OpenAsync(lab.Client(), new WatchFormsRequest { ResumeToken = token });
        await watch.NextAsync();
    }

    internal sealed class Watch(AsyncServerStreamingCall<WatchFormsResponse> call) : IAsyncDisposable
    {
        public static async Task<Watch> OpenAsync(FipsService.FipsServiceClient client, WatchFormsRequest request)
        {
            var call = client.WatchForms(request, FipsLab.Case, DateTime.UtcNow + FipsLab.Patience);
            // what is stored from here on is told
            await call.ResponseHeadersAsync;
            return new Watch(call);
        }

        public async Task<WatchFormsResponse> NextAsync() =>
            await call.ResponseStream.MoveNext(CancellationToken.None) ? call.ResponseStream.Current : throw new InvalidOperationException("the stream ended");

        public ValueTask DisposeAsync()
        {
            call.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>Two hubs that write at once: whoever follows one of them sees all, once, in one order.</summary>
public sealed class SharedFeedTests(PostgresLab lab) : IClassFixture<PostgresLab>
{
    [Fact(Timeout = 60_000)]
    public async Task Watcher_of_one_hub_misses_nothing_and_repeats_nothing_of_what_several_store_at_once()
    {
        using var one = await RegistryLab.OpenAsync(lab.NewDatabase());
        using var other = await RegistryLab.OpenAsync(one.Database);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(50));
        var (position, _) = (await one.Watch.BeginAsync(ByteString.Empty, patience.Token))!.Value;

        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var stored = new List<string>();
            for (var i = 0; i < 25; i++)
                stored.Add((await (writer % 2 == 0 ? one : other).StoreAsync(TestForms.Of($"99{writer}{i:00000}"))).FormId);
            return stored;
        })));
        var told = new List<string>();
        await foreach (var response in one.Watch.FollowAsync(position, "", () => { }, patience.Token))
        {
            told.Add(response.Form.FormId);
            if (told.Count == 200)
                break;
        }

        Assert.Equal((await writing).SelectMany(own => own).Order(), told.Order());
    }
}
