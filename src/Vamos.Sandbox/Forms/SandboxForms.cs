namespace Vamos.Sandbox.Forms;

using Grpc.Core;
using Grpc.Net.Client;
using Vamos.Certificates;
using Vamos.Contracts.Exchange;
using Vamos.Exchange.V1;
using Vamos.Fips.V1;
using Vamos.Sandbox.Population;

/// <summary>
/// The forms of the test people's households, handed in by the social ministry over the wire as any form is. A household that has one already, from
/// an earlier start or because somebody changed it, keeps it.
/// </summary>
internal static class SandboxForms
{
    private const string Submitter = "mds";

    public static async Task SubmitAsync(Uri hub, CertificateFolder certificates, SimulatedPopulation population, CancellationToken cancellation)
    {
        using var identity = certificates.OpenIdentity(Submitter);
        using var channel = GrpcChannel.ForAddress(hub, new GrpcChannelOptions { HttpHandler = identity.CreateHttpHandler("hub"), DisposeHttpClient = true });
        var forms = new FipsService.FipsServiceClient(channel);
        foreach (var household in population.Households.Where(IsOfTestPeople))
        {
            if (!await HasFormAsync(forms, household, cancellation))
            {
                await forms.SubmitFormAsync(
                    new SubmitFormRequest { Form = SimulatedForm.Of(household, population.Today), RequestId = Guid.CreateVersion7().ToString("N") },
                    Declared,
                    cancellationToken: cancellation);
            }
        }
    }

    // 99000013 was never asked: that is her story
    private static bool IsOfTestPeople(SimulatedHousehold household) =>
        household.Id >= TestPeople.RuralWomanWithoutIncome && household.InterviewedOn is not null;

    private static async Task<bool> HasFormAsync(FipsService.FipsServiceClient forms, SimulatedHousehold household, CancellationToken cancellation)
    {
        try
        {
            await forms.GetPersonFormAsync(
                new GetPersonFormRequest { NationalId = SimulatedForm.IdOf(household.Members[0]) }, Declared, cancellationToken: cancellation);
            return true;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return false;
        }
    }

    private static Metadata Declared => new() { { ExchangeMetadata.Purpose, ExchangeMetadata.NameOf(Purpose.HouseholdRegistration) } };
}
