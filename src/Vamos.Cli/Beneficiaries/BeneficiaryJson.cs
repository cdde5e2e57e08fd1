namespace Vamos.Cli.Beneficiaries;

using System.Text.Json.Nodes;
using Google.Protobuf;
using Vamos.Beneficiary.V1;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Beneficiaries;

/// <summary>
/// An answer for scripts: the JSON that protobuf defines for GetBeneficiaryResponse, with one member more, <c>exchangeId</c>.
/// </summary>
internal static class BeneficiaryJson
{
    public static string Of(BeneficiaryAnswer answer)
    {
        var response = JsonFormatter.Default.Format(new GetBeneficiaryResponse { Beneficiary = answer.Beneficiary });
        var json = new JsonObject { ["exchangeId"] = answer.ExchangeId };
        foreach (var (name, value) in JsonNode.Parse(response)!.AsObject())
            json[name] = value?.DeepClone();
        return json.ToJsonString(JsonText.Options);
    }
}
