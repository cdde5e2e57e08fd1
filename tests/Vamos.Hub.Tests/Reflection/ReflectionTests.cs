namespace Vamos.Hub.Tests.Reflection;

using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Vamos.Hub.Tests.Running;

public sealed class ReflectionTests
{
    [Fact]
    public async Task Reflection_lists_the_services_that_are_offered()
    {
        var answer = Assert.Single(await AskAsync(new ServerReflectionRequest { ListServices = "" }));

        Assert.Equal(
            ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "vamos.beneficiary.v1.BeneficiaryService", "vamos.eligibility.v1.EligibilityService", "vamos.exchange.v1.ExchangeService",
                "vamos.fips.v1.FipsService", "vamos.referral.v1.ReferralService", "vamos.servicenetwork.v1.ServiceNetworkService"],
            answer.ListServicesResponse.Service.Select(s => s.Name));
    }

    [Fact]
    public async Task Reflection_sends_imports_before_the_file_and_each_once_in_a_stream()
    {
        var symbol = new ServerReflectionRequest { FileContainingSymbol = "vamos.beneficiary.v1.BeneficiaryService" };
        var answers = await AskAsync(symbol, symbol);

        var first = Files(answers[0]);
        Assert.Equal("vamos/beneficiary/v1/beneficiary_service.proto", first[^1].Name);
        Assert.Equal(first.Count, first.Select(f => f.Name).Distinct().Count());
        for (var i = 0; i < first.Count; i++)
            Assert.All(first[i].Dependency, import => Assert.Contains(import, first.Take(i).Select(f => f.Name)));

        Assert.Equal(["vamos/beneficiary/v1/beneficiary_service.proto"], Files(answers[1]).Select(f => f.Name));
    }

    [Theory]
    [InlineData("vamos.beneficiary.v1.BeneficiaryService.GetBeneficiary", "vamos/beneficiary/v1/beneficiary_service.proto")]
    [InlineData("vamos.beneficiary.v1.Person.birth_date", "vamos/beneficiary/v1/person.proto")]
    [InlineData("vamos.common.v1.SourceState.SOURCE_STATE_OK", null)]
    [InlineData("vamos.common.v1.SOURCE_STATE_OK", "vamos/common/v1/provenance.proto")]
    [InlineData("vamos.exchange.v1.data_class", "vamos/exchange/v1/options.proto")]
    [InlineData("grpc.health.v1.HealthCheckResponse.ServingStatus", "grpc/health/v1/health.proto")]
    [InlineData("vamos.eligibility.v1.EligibilityService", "vamos/eligibility/v1/eligibility_service.proto")]
    [InlineData("vamos.fips.v1.FipsService", "vamos/fips/v1/fips_service.proto")]
    [InlineData("vamos.adapter.v1.AdapterService", null)]
    public async Task Reflection_finds_the_file_that_defines_a_symbol(string symbol, string? file)
    {
        var answer = Assert.Single(await AskAsync(new ServerReflectionRequest { FileContainingSymbol = symbol }));

        if (file is null)
            Assert.Equal((int)StatusCode.NotFound, answer.ErrorResponse.ErrorCode);
        else
            Assert.Equal(file, Files(answer)[^1].Name);
    }

    [Fact]
    public async Task Reflection_finds_files_by_name_and_extensions_by_number_and_refuses_empty_questions()
    {
        var answers = await AskAsync(
            new ServerReflectionRequest { FileByFilename = "vamos/common/v1/date.proto" },
            new ServerReflectionRequest { FileByFilename = "../etc/passwd" },
            new ServerReflectionRequest { FileContainingExtension = new ExtensionRequest { ContainingType = "google.protobuf.MethodOptions", ExtensionNumber = 50401 } },
            new ServerReflectionRequest { AllExtensionNumbersOfType = "google.protobuf.MethodOptions" },
            new ServerReflectionRequest { AllExtensionNumbersOfType = "vamos.Nothing" },
            new ServerReflectionRequest());

        Assert.Equal("vamos/common/v1/date.proto", Files(answers[0])[^1].Name);
        Assert.Equal((int)StatusCode.NotFound, answers[1].ErrorResponse.ErrorCode);
        Assert.Equal("vamos/exchange/v1/options.proto", Files(answers[2])[^1].Name);
        Assert.Equal([50401], answers[3].AllExtensionNumbersResponse.ExtensionNumber);
        Assert.Equal((int)StatusCode.NotFound, answers[4].ErrorResponse.ErrorCode);
        Assert.Equal((int)StatusCode.InvalidArgument, answers[5].ErrorResponse.ErrorCode);
    }

    private static List<FileDescriptorProto> Files(ServerReflectionResponse answer) =>
        [.. answer.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom)];

    private static async Task<List<ServerReflectionResponse>> AskAsync(params ServerReflectionRequest[] questions)
    {
        await using var hub = await RunningHub.StartAsync();
        var client = new ServerReflection.ServerReflectionClient(hub.Channel(TestCertificates.Of("utgs")));
        using var call = client.ServerReflectionInfo(deadline: DateTime.UtcNow.AddSeconds(10));
        foreach (var question in questions)
            await call.RequestStream.WriteAsync(question);
        await call.RequestStream.CompleteAsync();

        var answers = new List<ServerReflectionResponse>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            answers.Add(call.ResponseStream.Current);
        return answers;
    }
}
