namespace Vamos.Clients.Tests;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Vamos.Clients.Beneficiaries;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Exchange.V1;

public sealed class OptionsTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    [Fact]
    public void Options_with_many_errors_name_them_all()
    {
        var options = new VamosClientOptions
        {
            HubAddress = new Uri("http://localhost:7443/path"),
            KeyPath = "no/such/file.key",
            ExpectedInstitution = "The Hub",
            Deadline = TimeSpan.Zero,
            Purpose = (Purpose)99,
            MaxAttempts = 1,
            RetryDelay = TimeSpan.FromMinutes(1),
            MaxRetryDelay = TimeSpan.FromSeconds(1),
            MaxMessageSize = 1,
        };

        var failure = Assert.Throws<OptionsValidationException>(() => VamosConnection.Open(options));

        string[] named =
        [
            "HubAddress", "AuthorityPath", "CertificatePath", "KeyPath", "ExpectedInstitution", "Deadline", "Purpose", "MaxAttempts", "RetryDelay",
            "MaxMessageSize",
        ];
        Assert.Equal(named, failure.Failures.Select(error => error.Split(' ')[0]));
    }

    [Theory]
    [InlineData("https://hub.gov.py")]
    [InlineData("https://10.1.2.3:7443/")]
    public void Options_with_a_plain_https_address_are_accepted(string address)
    {
        var options = ValidOptions();
        options.HubAddress = new Uri(address);

        VamosConnection.Open(options).Dispose();
    }

    [Theory]
    [InlineData("https://hub/v1")]
    [InlineData("https://user@hub")]
    [InlineData("https://hub?x=1")]
    [InlineData("http://hub")]
    public void Options_with_another_address_are_refused(string address)
    {
        var options = ValidOptions();
        options.HubAddress = new Uri(address);

        Assert.Throws<OptionsValidationException>(() => VamosConnection.Open(options));
    }

    [Fact(Timeout = 20_000)]
    public async Task Registered_client_reaches_the_hub()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        var configured = hub.OptionsFor(certificates);
        await using var provider = new ServiceCollection()
            .AddVamosClients(options =>
            {
                options.HubAddress = configured.HubAddress;
                options.AuthorityPath = configured.AuthorityPath;
                options.CertificatePath = configured.CertificatePath;
                options.KeyPath = configured.KeyPath;
                options.Purpose = Purpose.Referral;
            })
            .BuildServiceProvider();

        var answer = await provider.GetRequiredService<BeneficiaryClient>().GetAsync(new NationalId { Number = "1" });

        Assert.Equal(HubScript.ExchangeId, answer.ExchangeId);
        Assert.Equal("PURPOSE_REFERRAL", hub.Script.Calls.Single().Header("vamos-purpose"));
        Assert.Same(provider.GetRequiredService<VamosConnection>(), provider.GetRequiredService<VamosConnection>());
    }

    [Fact]
    public void Registered_client_with_wrong_options_says_all_that_is_wrong()
    {
        using var provider = new ServiceCollection().AddVamosClients(options => options.Deadline = TimeSpan.FromDays(1)).BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<BeneficiaryClient>());

        Assert.Equal(4, failure.Failures.Count());
        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());
    }

    private VamosClientOptions ValidOptions() => new()
    {
        AuthorityPath = certificates.Folder.AuthorityPath,
        CertificatePath = certificates.Folder.CertificatePath("utgs"),
        KeyPath = certificates.Folder.KeyPath("utgs"),
    };
}
