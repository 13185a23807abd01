// The cmp-server of Argo CD and, as `argocd-cmp-server ask SOCKET REPOSITORY FOLDER [NAME=VALUE...]`, what the repo-server asks it: whether
// the plugin is configured, its parameters, and the manifests of an Application, each on a line. `.ci/programs` builds it.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/argoproj/argo-cd/v3/cmd/argocd-cmp-server/commands"
	"github.com/argoproj/argo-cd/v3/cmpserver/apiclient"
	"github.com/argoproj/argo-cd/v3/util/cmp"
	"google.golang.org/protobuf/types/known/emptypb"
)

func main() {
	var err error
	if len(os.Args) > 4 && os.Args[1] == "ask" {
		err = ask(os.Args[2], os.Args[3], os.Args[4], os.Args[5:])
	} else {
		err = commands.NewCommand().Execute()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func ask(socket, repository, folder string, env []string) error {
	ctx := context.Background()
	_, client, err := apiclient.NewConfigManagementPluginClientSet(socket).NewConfigManagementPluginClient()
	if err != nil {
		return err
	}
	if _, err = client.CheckPluginConfiguration(ctx, &emptypb.Empty{}); err != nil {
		return err
	}
	announcements, err := client.GetParametersAnnouncement(ctx)
	if err != nil {
		return err
	}
	if err = cmp.SendRepoStream(ctx, folder, repository, announcements, env, nil); err != nil {
		return err
	}
	parameters, err := announcements.CloseAndRecv()
	if err != nil {
		return err
	}
	if err = json.NewEncoder(os.Stdout).Encode(parameters.ParameterAnnouncements); err != nil {
		return err
	}
	manifests, err := client.GenerateManifest(ctx)
	if err != nil {
		return err
	}
	if err = cmp.SendRepoStream(ctx, folder, repository, manifests, env, nil); err != nil {
		return err
	}
	answer, err := manifests.CloseAndRecv()
	if err != nil {
		return err
	}
	for _, manifest := range answer.Manifests {
		fmt.Println(manifest)
	}
	return nil
}
